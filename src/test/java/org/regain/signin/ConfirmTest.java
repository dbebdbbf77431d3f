package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.SoftAuthenticator;

/// "Confirm it's you": a session alone changes nothing that decides who gets in (ASVS 5.0 § 7.5.1).
class ConfirmTest extends SecondFactorScene {

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
    void whereASecondFactorIsRegisteredItIsTakenToo() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        var before = ana.browser.cookies().get(SESSION);
        clock.advance(Duration.ofMinutes(11));

        var asked = confirms(ana, "password", RIGHT);
        assertThat(asked.path()).isEqualTo("/sign-in/verify");
        assertThat(fresh()).as("the password alone is half of it").isFalse();
        assertThat(asked.html()
                        .select("form[action=/sign-in/verify/leave] button")
                        .text())
                .isEqualTo("Cancel");
        assertThat(answers(ana, shows(app)).path()).isEqualTo("/account/password");

        assertThat(fresh()).isTrue();
        assertThat(ana.browser.cookies().get(SESSION)).isNotEqualTo(before);
        assertThat(ana.browser.cookies()).doesNotContainKey(HANDLE);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aSavedCodeServesHereTooAndItsReplacementIsShown() {
        appOfAna();
        var codes = people.saveCodes(account);
        var passkey = passkeyOfAna();
        signsIn(ana, passkey);
        confirms(ana, "password", RIGHT);
        chooses(ana, "SAVED_CODE");
        var done = answers(ana, codes.getFirst().text());
        assertThat(done.html().select(".keep code")).hasSize(1);
        assertThat(done.html().select("a.button").attr("href")).isEqualTo("/account/password");
    }

    @Test
    void whoDoesNotWantToStaysSignedInWithTheOldProof() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        var proof = proof();
        confirms(ana, "password", RIGHT);
        assertThat(ana.browser.submit("/sign-in/verify/leave").heading()).isEqualTo("Your account");
        assertThat(proof()).isEqualTo(proof);
    }

    @Test
    void whoTakesTooLongIsAskedOnceMore() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        confirms(ana, "password", RIGHT);
        clock.advance(Duration.ofMinutes(11));
        assertThat(answers(ana, shows(app)).path()).isEqualTo("/account/confirm");
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
    void aSignInLeftHalfwayWhileConfirmingIsNotContinuedByAnotherFromTheSignInPage() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        confirms(ana, "password", RIGHT);
        clock.advance(Duration.ofSeconds(30));
        ana.signIn(ANA, RIGHT);
        assertThat(answers(ana, shows(app)).path()).as("a session of its own").isEqualTo("/");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void theSignInOfSomebodyElseDoesNotGoOnWithHerSession() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        confirms(ana, "password", RIGHT);
        var bo = people.active("bo@contoso.example", RIGHT);
        var his = AuthenticatorApp.with(people.addTotp(bo).bytes());
        var other = somebody();
        other.signIn("bo@contoso.example", RIGHT);
        ana.browser.cookies().put(HANDLE, other.browser.cookies().get(HANDLE));
        ana.browser.get("/sign-in/verify");
        var in = answers(ana, shows(his));
        assertThat(in.path()).isEqualTo("/");
        assertThat(in.body()).contains("bo@contoso.example").doesNotContain(ANA);
        assertThat(database(
                        "select account_id::text from spring_session s join account on principal_name = account.id::text "
                                + "join flow f on f.account_id = account.id where f.outcome = 'SIGNED_IN'"))
                .containsOnly(bo.value().toString());
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

    private static Page confirms(Claimant who, String what, String password) {
        who.browser.get("/account/confirm?for=" + what);
        return who.browser.submit("/account/confirm", "password", password);
    }

    private static Page confirms(Claimant who, SoftAuthenticator passkey) {
        who.browser.get("/account/confirm?for=password");
        return who.browser.submit("/account/confirm/passkey", "credential", passkey.get(options(who)));
    }

    private String proof() {
        return database("""
                select convert_from(attribute_bytes, 'UTF8') from spring_session_attributes where attribute_name = 'proof'
                """).getLast();
    }

    /// Whether the session's proof would let its holder change how they sign in.
    private boolean fresh() {
        var proof = SignInProof.parse(proof()).orElseThrow();
        return count(
                        "select count(*) from fresh_sign_in(?, ?) f where f.id is not null",
                        proof.flow().value(),
                        proof.key().hash())
                == 1;
    }
}
