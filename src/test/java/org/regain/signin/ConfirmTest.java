package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// "Confirm it's you": a session alone changes nothing that decides who gets in (ASVS 5.0 § 7.5.1).
class ConfirmTest extends ConfirmScene {

    @Test
    void itTakesASession() {
        assertThat(ana.browser.get("/account/confirm").path()).isEqualTo("/sign-in");
    }

    @Test
    void thePasswordMakesTheProofFreshAndTheSessionGoesOnUnderAnotherName() {
        ana.signIn(ANA, RIGHT);
        var before = ana.browser.cookies().get(SESSION);
        var proof = proof();
        clock.advance(Duration.ofMinutes(11));
        assertThat(fresh()).isFalse();

        assertThat(confirms(ana, "password", RIGHT).path()).isEqualTo("/account/password");

        assertThat(fresh()).isTrue();
        assertThat(proof()).isNotEqualTo(proof);
        assertThat(ana.browser.cookies().get(SESSION)).isNotEqualTo(before);
        assertThat(sessions()).isEqualTo(1);
        var thief = somebody();
        thief.browser.cookies().put(SESSION, before);
        assertThat(thief.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void aWrongPasswordChangesNothingAndIsCountedAsAtSignIn() {
        ana.signIn(ANA, RIGHT);
        var proof = proof();
        var refused = confirms(ana, "password", "not this one");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.heading()).isEqualTo("Confirm it's you");
        assertThat(refused.refusal()).contains("That isn't your current password");
        assertThat(proof()).isEqualTo(proof);
        for (var i = 0; i < 9; i++) {
            confirms(ana, "password", "not this one " + i);
        }
        var locked = confirms(ana, "password", RIGHT);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.refusal()).contains("Try again in 1 minute");
        assertThat(ana.browser.get("/").heading())
                .as("and she is not signed out by it")
                .isEqualTo("Your account");
    }

    @Test
    void anEmptyPasswordIsSaidToBeMissing() {
        ana.signIn(ANA, RIGHT);
        assertThat(confirms(ana, "methods", "").refusal()).contains("Enter your password");
    }

    @Test
    void aPasskeyOfHersConfirms() {
        var passkey = passkeyOfAna();
        signsIn(ana, passkey);
        clock.advance(Duration.ofMinutes(11));
        assertThat(confirms(ana, passkey).path()).isEqualTo("/account/password");
        assertThat(fresh()).isTrue();
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void somebodyElsesPasskeyNeitherConfirmsNorSignsInNorCountsAsUsed() {
        passkeyOfAna();
        var his = passkey();
        people.addPasskey(people.active("bo@contoso.example", RIGHT), his);
        signsIn(ana, passkeyOfAna());
        clock.advance(Duration.ofMinutes(11));
        var refused = confirms(ana, his);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).contains("That passkey doesn't open this account");
        assertThat(fresh()).isFalse();
        assertThat(ana.browser.get("/").body()).contains(ANA);
        assertThat(signsIn(somebody(), his).heading()).isEqualTo("Your account");
    }

    @Test
    void whatTheSignInPageAskedDoesNotConfirmInTheSession() {
        var passkey = passkeyOfAna();
        ana.browser.get("/sign-in");
        var answer = passkey.get(options(ana));
        signsIn(ana, passkey);
        ana.browser.get("/account/confirm");
        assertThat(ana.browser
                        .submit("/account/confirm/passkey", "credential", answer)
                        .status())
                .isEqualTo(410);
    }

    @Test
    void thePageOffersAPasskeyOnlyToWhoHasOne() {
        ana.signIn(ANA, RIGHT);
        assertThat(ana.browser.get("/account/confirm").html().select("[data-passkey-get]"))
                .isEmpty();
    }

    @Test
    void cwe_601_itLeadsBackToOneOfOurPagesAndNowhereElse() {
        ana.signIn(ANA, RIGHT);
        for (var what : new String[] {"https://evil.example", "//evil.example", "/", "methods/../..", ""}) {
            ana.browser.get("/account/confirm?for=" + what);
            assertThat(ana.browser.page().field("what")).as(what).isEqualTo("METHODS");
            var fields = form(ana, "/account/confirm");
            fields.putAll(Map.of("what", what, "password", RIGHT));
            assertThat(ana.browser.postOnly("/account/confirm", fields).statusCode())
                    .isEqualTo(400);
        }
        ana.browser.get("/account/confirm?for=methods");
        var fields = form(ana, "/account/confirm");
        fields.put("password", RIGHT);
        assertThat(ana.browser.postOnly("/account/confirm", fields).headers().firstValue("Location"))
                .contains("/account/methods");
    }

    @Test
    void whoHasNoUserNameConfirmsUnderTheAddressThatIsTheirName() {
        ana.signIn(ANA, RIGHT);
        people.run(sql ->
                sql.sql("delete from account_name where kind = 'USERNAME'").update());
        people.run(sql ->
                sql.sql("update contact set address = 'new@contoso.example'").update());
        assertThat(confirms(ana, "password", RIGHT).path()).isEqualTo("/account/password");
    }
}
