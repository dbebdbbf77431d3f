package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// How often a second factor may be tried.
class SecondFactorCountersTest extends SecondFactorScene {

    @Test
    void nist_3_2_2_theEleventhWrongCodeInAnHourIsNotLookedAtAndOtherWaysStayOpen() {
        var app = appOfAna();
        var passkey = passkeyOfAna();
        ana.signIn(ANA, RIGHT);
        guess(ana, 5);
        guess(ana, 5);
        chooses(ana, "TOTP");
        var held = answers(ana, shows(app));
        assertThat(held.status()).isEqualTo(429);
        assertThat(held.refusal()).contains("Try it again in 60 minutes");
        assertThat(sessions()).isZero();

        ana.browser.submit("/sign-in/verify/other");
        chooses(ana, "PASSKEY");
        assertThat(answers(ana, passkey).heading()).isEqualTo("Your account");
    }

    @Test
    void aNewSignInGivesNoNewGuesses() {
        var app = appOfAna();
        for (var i = 0; i < 2; i++) {
            var thief = somebody();
            thief.signIn(ANA, RIGHT);
            answerWrongly(thief, 5);
        }
        var thief = somebody();
        thief.signIn("ana", RIGHT);
        assertThat(answers(thief, shows(app)).refusal())
                .as("nor does another name of hers")
                .contains("That code isn't right");
        assertThat(sessions()).isZero();
        clock.advance(Duration.ofMinutes(61));
        ana.signIn(ANA, RIGHT);
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
    }

    @Test
    void aSavedCodeStaysOpenWhileTheAppIsHeld() {
        appOfAna();
        var codes = people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        guess(ana, 5);
        guess(ana, 5);
        chooses(ana, "SAVED_CODE");
        assertThat(answers(ana, codes.getFirst().text()).heading()).isEqualTo("You are signed in");
    }

    @Test
    void aKnownBrowserIsNotHeldByAStrangersGuesses() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        answerWrongly(thief, 5);
        chooses(thief, "TOTP");
        answerWrongly(thief, 5);
        ana.browser.cookies().remove(SESSION);
        clock.advance(Duration.ofSeconds(30));
        ana.signIn(ANA, RIGHT);
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
    }

    @Test
    void afterAHundredTheMethodIsClosedAndSaysWhatElseThereIs() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answers(ana, "000000");
        people.run(sql -> sql.sql("update method_guard set consecutive = 100, recent = '{}'")
                .update());
        var closed = answers(ana, shows(app));
        assertThat(closed.status()).isEqualTo(429);
        assertThat(closed.refusal()).contains("closed for your account here");
    }

    private void guess(Claimant who, int times) {
        chooses(who, "TOTP");
        answerWrongly(who, times);
    }

    private void answerWrongly(Claimant who, int times) {
        for (var i = 0; i < times; i++) {
            answers(who, "00000" + i);
        }
    }
}
