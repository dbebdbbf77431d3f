package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;

/// "Confirm it's you" where a second factor is registered: it is taken too, or nothing is confirmed.
class ConfirmSecondFactorTest extends ConfirmScene {

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
}
