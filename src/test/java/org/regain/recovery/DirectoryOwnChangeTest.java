package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory;
import org.regain.signin.ConfirmFor;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.TestDirectory;

/// Somebody signed in changes the password that the directory keeps, by the one that they have.
class DirectoryOwnChangeTest extends DirectoryPeopleScene {

    private Claimant mei;

    @BeforeEach
    void meiIsSignedIn() throws Exception {
        claim();
        mei = somebody();
        mei.signIn(MEI, AT_THE_DESK);
    }

    @Test
    void itIsWrittenThereAndEndsWhatTheOldOneOpened() throws Exception {
        var other = somebody();
        other.signIn(MEI, AT_THE_DESK);
        var before = mei.browser.cookies().get("__Host-session");
        assertThat(mei.browser.get("/account/password").html().text())
                .contains("Your organisation's directory keeps this password")
                .doesNotContain("Digits and symbols are up to you");
        assertThat(change(AT_THE_DESK, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(directory.has(entry, ANOTHER)).isTrue();
        assertThat(mei.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(mei.browser.cookies().get("__Host-session")).isNotEqualTo(before);
        assertThat(other.browser.get("/").path()).isEqualTo("/sign-in");
        mail.about(MEI, "Your password has been changed");
        assertThat(somebody().signIn(MEI, AT_THE_DESK).status()).isEqualTo(422);
        assertThat(somebody().signIn(MEI, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .as("what Regain wrote is not taken for somebody else's doing")
                .isZero();
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_CHANGED'"))
                .isEqualTo(1);
    }

    @Test
    void itTakesTheOldOneAndNoneIsTriedThatWouldLockHerThere() {
        // Two are left for her desk.
        for (var i = 0; i < TestDirectory.LOCKED_AFTER - 2; i++) {
            assertThat(change("a guess at the desk " + i, ANOTHER).refusal())
                    .contains("That isn't your current password");
        }
        for (var typed : List.of("one more guess at the desk", AT_THE_DESK)) {
            assertThat(change(typed, ANOTHER).refusal()).contains("takes no password of yours for now");
        }
        assertThat(directory.isLocked(entry)).isFalse();
        assertThat(directory.has(entry, AT_THE_DESK)).isTrue();
    }

    @Test
    void c03_whatWasNotJudgedIsNotCounted() {
        directory.lock(entry);
        for (var i = 0; i < 11; i++) {
            assertThat(change(AT_THE_DESK, ANOTHER).refusal()).contains("takes no password of yours for now");
        }
        directory.unlock(entry);
        directory.away(true);
        for (var i = 0; i < 11; i++) {
            assertThat(change(AT_THE_DESK, ANOTHER).status()).isEqualTo(503);
        }
        directory.away(false);
        assertThat(change(AT_THE_DESK, "short").refusal()).isNotEmpty();
        assertThat(change(AT_THE_DESK, ANOTHER).heading()).isEqualTo("Your account");
    }

    @Test
    void asvs_7_5_1_anOldSignInAsksForAnotherProof() {
        mei.browser.get("/account/password");
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(submit(AT_THE_DESK, ANOTHER).heading()).isEqualTo("Confirm it's you");
        assertThat(directory.written()).isEqualTo(writtenBefore);
        mei.browser.get(ConfirmFor.PASSWORD.ask());
        assertThat(mei.browser
                        .submit("/account/confirm", "password", AT_THE_DESK)
                        .path())
                .isEqualTo("/account/password");
        assertThat(change(AT_THE_DESK, ANOTHER).heading()).isEqualTo("Your account");
    }

    @Test
    void whatTheDirectoryRefusesIsSaidAsAtAReset() {
        directory.demand(new Directory.Policy(0, 5, true, Duration.ZERO, false, false));
        assertThat(change(AT_THE_DESK, AT_THE_DESK).html().text()).contains("you have used this one before");
        directory.demand(new Directory.Policy(0, 0, true, Duration.ofDays(1), false, false));
        assertThat(change(AT_THE_DESK, ANOTHER).html().text()).contains("too new to be changed");
        directory.demand(new Directory.Policy(0, 0, true, Duration.ZERO, false, false));
        assertThat(change(AT_THE_DESK, ANOTHER).heading()).isEqualTo("Your account");
    }

    @Test
    void whoRunsTheDirectoryGetsNoPasswordFromHere() {
        directory.promote(entry);
        assertThat(change(AT_THE_DESK, ANOTHER).html().text())
                .contains("You help to run your organisation's directory");
        assertThat(directory.has(entry, AT_THE_DESK)).isTrue();
        assertThat(count("select count(*) from password")).isEqualTo(1);
        directory.disable(entry);
        assertThat(change(AT_THE_DESK, ANOTHER).html().text())
                .contains("does not let this sign-in change your password");
    }

    @Test
    void anExpiredPasswordIsChangedByItself() {
        directory.expire(entry);
        assertThat(change(AT_THE_DESK, ANOTHER).heading()).isEqualTo("Your account");
    }

    @Test
    void aLostAnswerIsSaidAndNeverFollowedByASecondWrite() {
        directory.loseNextAnswer();
        var page = change(AT_THE_DESK, ANOTHER);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.html().text()).contains("has not said yet whether it has your new password");
        assertThat(change(ANOTHER, "a third one of the evening").status()).isEqualTo(503);
        assertThat(directory.written()).isEqualTo(writtenBefore + 1);
        assertThat(mei.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from password")).isEqualTo(1);
    }

    /// Whoever set it and holds a session of hers would hide it by changing it once more.
    @Test
    void aPasswordThatMovedBeneathIsSeenBeforeItIsChanged() {
        directory.setPasswordBeneath(entry, ANOTHER);
        var page = change(ANOTHER, "a third one of the evening");
        assertThat(page.refusal()).contains("was set in your organisation's directory, and not here");
        assertThat(page.html().select("form[action=/account/password]")).isEmpty();
        assertThat(page.html().select("a.button[href=/recover]")).hasSize(1);
        assertThat(directory.has(entry, ANOTHER)).isTrue();
        assertThat(mei.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isEqualTo(1);
    }

    /// The directory has no time then, whether somebody has set another one or not.
    @Test
    void oneThatIsToBeChangedAndOfNoTimeIsNotChangedBySomebodySignedIn() {
        directory.setPasswordBeneath(entry, ANOTHER);
        directory.mustChange(entry);
        assertThat(change(ANOTHER, "a third one of the evening").refusal()).contains("asks for a new password before");
        assertThat(directory.has(entry, ANOTHER)).isTrue();
        assertThat(count("select count(*) from audit_event where kind = 'REFUSED_THOUGH_RIGHT' and detail = 'EXPIRED'"))
                .isEqualTo(1);
    }

    private Page change(String current, String wanted) {
        mei.browser.get("/account/password");
        return submit(current, wanted);
    }

    private Page submit(String current, String wanted) {
        return mei.browser.submit(
                "/account/password", "currentPassword", current, "newPassword", wanted, "confirmation", wanted);
    }
}
