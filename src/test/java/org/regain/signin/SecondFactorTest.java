package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;

/// A password and something beside it, step by step.
class SecondFactorTest extends SecondFactorScene {

    @Test
    void asvs_6_3_3_aPasswordAndTheAppsCodeSignIn() {
        var app = appOfAna();
        var asked = ana.signIn(ANA, RIGHT);
        assertThat(asked.path()).isEqualTo("/sign-in/verify");
        assertThat(asked.heading()).isEqualTo("Verify it's you");
        assertThat(sessions()).isZero();

        var in = answers(ana, shows(app));

        assertThat(in.path()).isEqualTo("/");
        assertThat(in.heading()).isEqualTo("Your account");
        assertThat(ana.browser.cookies()).containsKeys(SESSION, DEVICE).doesNotContainKey(HANDLE);
        assertThat(events()).containsExactly("SIGN_IN_HALFWAY", "SIGNED_IN");
    }

    @Test
    void aPasswordAndAPasskeySignIn() {
        var passkey = passkeyOfAna();
        ana.signIn(ANA, RIGHT);
        assertThat(answers(ana, passkey).heading()).isEqualTo("Your account");
        assertThat(count("select sign_count from passkey")).isEqualTo(2);
    }

    @Test
    void nist_4_2_1_1_aPasswordAndASavedCodeSignInAndTheCodeIsReplaced() {
        appOfAna();
        var codes = people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        chooses(ana, "SAVED_CODE");

        var in = answers(ana, codes.getFirst().text());

        assertThat(in.status()).isEqualTo(200);
        assertThat(in.heading()).isEqualTo("You are signed in");
        var replacement = in.html().select(".keep code").text();
        assertThat(replacement).isNotBlank().isNotEqualTo(codes.getFirst().text());
        assertThat(in.html().select("a.button").text()).isEqualTo("Continue");
        assertThat(in.html().select("form"))
                .as("nothing leads away by accident")
                .isEmpty();
        assertThat(count("select count(*) from saved_code where used_at is null and retired_at is null"))
                .isEqualTo(10);
        assertThat(ana.browser.get(in.html().select("a.button").attr("href")).heading())
                .isEqualTo("Your account");

        var again = somebody();
        again.signIn(ANA, RIGHT);
        chooses(again, "SAVED_CODE");
        assertThat(answers(again, codes.getFirst().text()).refusal()).contains("isn't one of your unused saved codes");
        assertThat(answers(again, replacement).heading()).isEqualTo("You are signed in");
    }

    @Test
    void theListHasWhatThisAccountHasThePasskeyFirstAndNothingThatIsSent() {
        passkeyOfAna();
        appOfAna();
        people.saveCodes(account);
        var list = ana.signIn(ANA, RIGHT);
        assertThat(list.html().select("button[name=method] strong").eachText())
                .containsExactly("Use a passkey", "Use my authenticator app", "Use a saved recovery code");
    }

    @Test
    void whereOnlyOneIsRegisteredItIsAskedAtOnce() {
        appOfAna();
        var page = ana.signIn(ANA, RIGHT);
        assertThat(page.html().select("input[name=code]").attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(page.html().select("form[action=/sign-in/verify/other]")).isEmpty();
    }

    @Test
    void anotherMethodTakesThePlaceOfTheFirst() {
        var app = appOfAna();
        passkeyOfAna();
        ana.signIn(ANA, RIGHT);
        assertThat(chooses(ana, "PASSKEY").html().select("[data-passkey-get]")).hasSize(1);
        assertThat(ana.browser.submit("/sign-in/verify/other").html().select("button[name=method]"))
                .hasSize(2);
        chooses(ana, "TOTP");
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
    }

    @Test
    void aMethodThatIsNotOnTheListIsRefused() {
        appOfAna();
        people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        for (var method : new String[] {"EMAIL", "SMS", "PASSKEY", "PASSWORD", ""}) {
            assertThat(chooses(ana, method).status()).as(method).isEqualTo(422);
        }
        assertThat(count("select count(*) from challenge")).isZero();
    }

    @Test
    void nist_3_1_3_1_whoHasOnlyAnAddressIsAskedForNothing() {
        people.saveCodes(account);
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void aWrongCodeSaysHowManyTriesAreLeftAndTheFifthAsksForANewStart() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        for (var left = 4; left > 0; left--) {
            var refused = answers(ana, wrong(app));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.refusal()).contains("You have " + left + " more");
        }
        var spent = answers(ana, wrong(app));
        assertThat(spent.refusal()).contains("too many wrong answers in a row");
        assertThat(chooses(ana, "TOTP").status()).isEqualTo(200);
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
        assertThat(events().stream().filter("ANSWER_WRONG TOTP"::equals)).hasSize(5);
    }

    @Test
    void whatIsNoCodeAtAllCostsNoTry() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        for (var text : new String[] {"", "12345", "1234567", "abcdef", "🙂"}) {
            var refused = answers(ana, text);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.refusal()).contains("6 digits");
        }
        assertThat(count("select attempts from challenge")).isZero();
        var code = shows(app);
        assertThat(answers(ana, code.substring(0, 3) + " " + code.substring(3)).heading())
                .isEqualTo("Your account");
    }

    @Test
    void reloadingShowsTheSamePageAndAnOldOneIsSaidToBeOld() {
        var app = appOfAna();
        people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        var old = form(ana, "/sign-in/verify/method");
        chooses(ana, "TOTP");
        assertThat(ana.browser.get("/sign-in/verify").html().select("input[name=code]"))
                .hasSize(1);
        old.put("method", "SAVED_CODE");
        var stale = ana.browser.post("/sign-in/verify/method", old);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.refusal()).contains("That page was out of date");
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
    }

    @Test
    void ofTwoTabsOneSignsInAndTheOtherLosesNothing() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        assertThat(ana.browser.get("/sign-in/verify").heading()).isEqualTo("Your account");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void tenMinutesAfterThePasswordItIsTypedAgain() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        var over = answers(ana, shows(app));
        assertThat(over.status()).isEqualTo(410);
        assertThat(over.heading()).isEqualTo("Sign in");
        assertThat(over.refusal()).contains("Please sign in again");
        assertThat(ana.browser.cookies()).doesNotContainKey(HANDLE);
        assertThat(sessions()).isZero();
    }

    @Test
    void whoIsSomebodyElseStartsAnewAndThePasswordThatWasTypedIsWorthNothing() {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        var handle = ana.browser.cookies().get(HANDLE);
        var left = ana.browser.submit("/sign-in/verify/leave");
        assertThat(left.path()).isEqualTo("/sign-in");
        assertThat(ana.browser.cookies()).doesNotContainKey(HANDLE);
        ana.browser.cookies().put(HANDLE, handle);
        assertThat(ana.browser.get("/sign-in/verify").status()).isEqualTo(410);
    }

    @Test
    void whoHasLostItAllIsLedToTheRecovery() {
        appOfAna();
        var page = ana.signIn(ANA, RIGHT);
        assertThat(page.html().select("main a[href=/recover]").text()).isEqualTo("Can't access your account?");
    }

    @Test
    void asvs_6_3_4_theBrowserIsKnownOnlyAfterTheSecondFactor() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        assertThat(count("select count(*) from known_device")).isZero();
        assertThat(ana.browser.cookies()).doesNotContainKey(DEVICE);
        answers(ana, shows(app));
        assertThat(count("select count(*) from known_device")).isEqualTo(1);
    }

    @Test
    void aKnownBrowserIsAskedAllTheSame() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        ana.browser.get("/");
        ana.browser.submit("/sign-out");
        clock.advance(Duration.ofSeconds(30));
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Verify it's you");
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
    }

    private String wrong(AuthenticatorApp app) {
        return app.codeAt(clock.instant().plus(Duration.ofDays(1)));
    }
}
