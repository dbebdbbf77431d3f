package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.HttpBrowser.Page;

/// A page of the second step that is no longer true gets a calm answer, no session, and uses up nobody's code.
class StaleSecondFactorTest extends SecondFactorScene {

    private AuthenticatorApp app;

    @BeforeEach
    void anaIsAskedForHerApp() {
        app = appOfAna();
        people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        chooses(ana, "TOTP");
    }

    @Test
    void aStepThatHasExpiredIsSaidToBeOverWhateverIsSent() {
        var handle = ana.browser.cookies().get(HANDLE);
        var csrf = ana.browser.page().field("_csrf");
        var at = ana.browser.page().field("at");
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        var before = whatASignInLeaves();
        ana.browser.cookies().put(HANDLE, handle);
        assertThat(ana.browser.get("/sign-in/verify").status()).isEqualTo(410);
        for (var form : Map.of(
                        "code", Map.of("code", shows(app)),
                        "method", Map.of("method", "TOTP"),
                        "passkey", Map.of("credential", "{}"),
                        "other", Map.<String, String>of())
                .entrySet()) {
            ana.browser.cookies().put(HANDLE, handle);
            var fields = new HashMap<>(form.getValue());
            fields.putAll(Map.of("_csrf", csrf, "at", at));
            isCalm(ana.browser.post("/sign-in/verify/" + form.getKey(), fields));
        }
        assertThat(before.since(database)).isEmpty();
        ana.signIn(ANA, RIGHT);
        chooses(ana, "TOTP");
        assertThat(answers(ana, shows(app)).heading())
                .as("and the code is as good as before")
                .isEqualTo("Your account");
    }

    @Test
    void aPasswordChangedMeanwhileIsNoPasswordAnyMore() {
        var owner = somebody();
        owner.signIn(ANA, RIGHT);
        chooses(owner, "TOTP");
        answers(owner, shows(app));
        owner.browser.get("/account/password");
        assertThat(owner.browser
                        .submit("/account/password", "currentPassword", RIGHT, "newPassword", NEW, "confirmation", NEW)
                        .path())
                .isEqualTo("/");
        clock.advance(Duration.ofSeconds(31));
        isCalm(answers(ana, shows(app)));
        assertThat(sessions()).as("the owner's alone").isEqualTo(1);
    }

    @Test
    void whatWasFinishedInAnotherTabIsNotFinishedTwice() {
        var tab = form(ana, "/sign-in/verify/code");
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
        var session = ana.browser.cookies().get(SESSION);
        clock.advance(Duration.ofSeconds(31));
        tab.put("code", shows(app));
        tab.put("_csrf", ana.browser.get("/").field("_csrf"));
        isCalm(ana.browser.post("/sign-in/verify/code", tab));
        assertThat(sessions()).isEqualTo(1);
        assertThat(ana.browser.cookies()).containsEntry(SESSION, session);
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
    }

    @Test
    void norWhereTheOtherTabStillHasTheHandle() {
        var tab = form(ana, "/sign-in/verify/code");
        var handle = ana.browser.cookies().get(HANDLE);
        answers(ana, shows(app));
        var left = somebody();
        left.browser.get("/sign-in");
        left.browser.cookies().put(HANDLE, handle);
        clock.advance(Duration.ofSeconds(31));
        tab.put("code", shows(app));
        tab.put("_csrf", left.browser.page().field("_csrf"));
        isCalm(left.browser.post("/sign-in/verify/code", tab));
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void whoGoesBackAndSubmitsAnOlderPageIsShownTheNewOne() {
        var older = form(ana, "/sign-in/verify/code");
        answers(ana, "000000");
        older.put("code", shows(app));
        var stale = ana.browser.post("/sign-in/verify/code", older);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.refusal()).contains("That page was out of date");
        assertThat(sessions()).isZero();
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
    }

    @Test
    void whoGoesBackBehindAnotherMethodProvesNothingByTheFirst() {
        var older = form(ana, "/sign-in/verify/code");
        ana.browser.submit("/sign-in/verify/other");
        chooses(ana, "SAVED_CODE");
        older.put("code", shows(app));
        assertThat(ana.browser.post("/sign-in/verify/code", older).status()).isEqualTo(409);
        older.put("at", ana.browser.page().field("at"));
        assertThat(ana.browser.post("/sign-in/verify/code", older).status())
                .as("nor with the newer page's number")
                .isEqualTo(422);
        assertThat(sessions()).isZero();
        assertThat(count("select count(*) from proof where class <> 'PASSWORD'"))
                .isZero();
    }

    @Test
    void whatWasLeftInOneTabIsOverInTheOther() {
        var tab = form(ana, "/sign-in/verify/code");
        var handle = ana.browser.cookies().get(HANDLE);
        ana.browser.submit("/sign-in/verify/leave");
        ana.browser.cookies().put(HANDLE, handle);
        tab.put("code", shows(app));
        tab.put("_csrf", ana.browser.page().field("_csrf"));
        isCalm(ana.browser.post("/sign-in/verify/code", tab));
        assertThat(sessions()).isZero();
    }

    /// The sign-in page, with a sentence that says why and what to do.
    private void isCalm(Page page) {
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.heading()).isEqualTo("Sign in");
        assertThat(page.refusal()).contains("Nothing was changed. Please sign in again.");
        assertThat(ana.browser.cookies()).doesNotContainKey(HANDLE);
    }
}
