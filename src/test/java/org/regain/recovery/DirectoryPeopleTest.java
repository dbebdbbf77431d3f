package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory;
import org.regain.support.TestDirectory;

/// The whole way of somebody whose password is in the directory: claiming, signing in, keeping it and choosing another.
class DirectoryPeopleTest extends DirectoryPeopleScene {

    @Test
    void claimingTakesTheMailboxAndThePasswordThatIsThere() throws Exception {
        var mei = somebody();
        assertThat(mei.signIn("mei", AT_THE_DESK).heading()).isEqualTo("Confirm your address");
        var page = mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        assertThat(page.heading()).isEqualTo("Enter your password");
        assertThat(typed(mei, ANOTHER).status()).as("nobody chooses one here").isEqualTo(422);
        assertThat(count("select count(*) from password")).isZero();
        assertThat(typed(mei, AT_THE_DESK).heading()).isEqualTo("The account is yours");
        assertThat(mei.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from password where phc like '$directory$%'"))
                .isEqualTo(1);
        assertThat(directory.written()).as("passwords written there").isEqualTo(writtenBefore);
    }

    @Test
    void whoeverReadsTheMailboxAloneClaimsNothing() throws Exception {
        var thief = somebody();
        assertThat(thief.signIn(MEI, "a guess at the door").status()).isEqualTo(422);
        thief.signIn(MEI, AT_THE_DESK);
        thief.browser.submit("/claim/code", "code", thief.newestCodeTo(MEI));
        for (var i = 0; i < 4; i++) {
            assertThat(typed(thief, "a guess at the desk " + i).status()).isEqualTo(422);
        }
        assertThat(directory.wrong(entry)).as("two are left for her desk").isEqualTo(TestDirectory.LOCKED_AFTER - 2);
        assertThat(
                        count(
                                "select count(*) from account where id in (select account_id from directory_person) and state = 'UNCLAIMED'"))
                .isEqualTo(1);
    }

    @Test
    void signingInAsksTheDirectoryAndKeepsNothing() throws Exception {
        claim();
        assertThat(somebody().signIn(MEI, AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(somebody().signIn("mei", "not the one").status()).isEqualTo(422);
        directory.disable(entry);
        assertThat(somebody().signIn(MEI, AT_THE_DESK).status()).isEqualTo(422);
    }

    @Test
    void whileTheDirectoryIsAwayNothingIsWrongOrCounted() throws Exception {
        claim();
        directory.away(true);
        for (var i = 0; i < 12; i++) {
            assertThat(somebody().signIn(MEI, AT_THE_DESK).status()).isEqualTo(503);
        }
        directory.away(false);
        assertThat(somebody().signIn(MEI, AT_THE_DESK).heading()).isEqualTo("Your account");
    }

    /// Whoever wrote it says when; another one, asked afterwards, would say when the one before was set.
    @Test
    void aServerThatHasNotHeardOfThePasswordYetRaisesNoAlarm() throws Exception {
        claim();
        var mei = somebody();
        mei.prove(MEI, "FORGOTTEN", MEI);
        directory.copiesLag(true);
        assertThat(mei.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        directory.copiesLag(false);
        assertThat(somebody().signIn(MEI, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .isZero();
    }

    @Test
    void whosePasswordIsHereGetsInByTheirOwnBrowserWhileTheDirectoryIsAway() {
        people.active("nora@contoso.example", AT_THE_DESK);
        var nora = somebody();
        assertThat(nora.signIn("nora@contoso.example", AT_THE_DESK).heading()).isEqualTo("Your account");
        nora.browser.submit("/sign-out");
        directory.away(true);
        assertThat(somebody().signIn("nora@contoso.example", AT_THE_DESK).status())
                .as("as everybody in a browser that is not known")
                .isEqualTo(503);
        assertThat(nora.signIn("nora@contoso.example", AT_THE_DESK).heading()).isEqualTo("Your account");
    }

    @Test
    void anExpiredPasswordLeadsToTheWayBackAndOnlyWhoHasItIsTold() throws Exception {
        claim();
        directory.expire(entry);
        var page = somebody().signIn(MEI, AT_THE_DESK);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text()).contains("Your password has expired");
        assertThat(writtenDown("EXPIRED")).isOne();
        assertThat(count("select max(failures) from sign_in_guard")).isZero();
        assertThat(somebody().signIn(MEI, "not the one").html().text()).doesNotContain("expired");
        var keeper = somebody();
        keeper.prove(MEI, "KNOWN", MEI);
        assertThat(keeper.enterExisting(AT_THE_DESK).refusal()).isNotEmpty();
        assertThat(writtenDown("EXPIRED")).isEqualTo(2);
        assertThat(count("select count(*) from told_today where what = 'TOLD PASSWORD_KNOWN'"))
                .isOne();
        assertThat(count("select sum(password_tries) from flow where aim = 'UNLOCK'"))
                .isZero();
        forgetLimits();
        var mei = somebody();
        mei.prove(MEI, "FORGOTTEN", MEI);
        assertThat(mei.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(somebody().signIn(MEI, ANOTHER).heading()).isEqualTo("Your account");
    }

    @Test
    void aResetWritesThereEndsWhatWasOpenAndClearsTheLockThatItWouldLeave() throws Exception {
        claim();
        var before = somebody();
        before.signIn(MEI, AT_THE_DESK);
        directory.lock(entry);
        var mei = somebody();
        var page = mei.prove(MEI, "FORGOTTEN", MEI);
        assertThat(page.html().text()).contains("Your organisation's directory keeps this password");
        assertThat(page.html().select("form[action=/recover/unlock-instead]"))
                .as("nobody knows here that she is only locked")
                .isNotEmpty();
        assertThat(mei.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(directory.has(entry, ANOTHER)).isTrue();
        assertThat(directory.isLocked(entry)).isFalse();
        assertThat(before.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(somebody().signIn(MEI, AT_THE_DESK).status()).isEqualTo(422);
        assertThat(somebody().signIn(MEI, ANOTHER).heading())
                .as("what Regain wrote is not taken for somebody else's doing")
                .isEqualTo("Your account");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .isZero();
    }

    @Test
    void keepingThePasswordClearsTheLockThere() throws Exception {
        claim();
        directory.lock(entry);
        assertThat(somebody().signIn(MEI, AT_THE_DESK).status()).isEqualTo(422);
        var mei = somebody();
        assertThat(mei.prove(MEI, "KNOWN", MEI).html().text()).contains("unlocks it there too");
        assertThat(mei.enterExisting("not the one").status()).isEqualTo(422);
        assertThat(mei.enterExisting(AT_THE_DESK).heading()).isEqualTo("Your account is unlocked");
        assertThat(directory.written()).isEqualTo(writtenBefore);
        assertThat(somebody().signIn(MEI, AT_THE_DESK).heading()).isEqualTo("Your account");
    }

    /// Nobody looked at it, so it was not wrong.
    @Test
    void whereTheLockThereCannotBeClearedThatIsSaidAndNoTryIsCounted() throws Exception {
        claim();
        directory.promote(entry);
        directory.lock(entry);
        var mei = somebody();
        mei.prove(MEI, "KNOWN", MEI);
        for (var i = 0; i < 6; i++) {
            assertThat(mei.enterExisting(AT_THE_DESK).refusal()).contains("it cannot be cleared from here");
        }
        directory.disable(entry);
        assertThat(mei.enterExisting(AT_THE_DESK).refusal()).contains("does not let you in");
        assertThat(count("select sum(password_tries) from flow where aim = 'UNLOCK'"))
                .isZero();
        assertThat(count("select count(*) from audit_event where kind = 'EXISTING_PASSWORD_WRONG'"))
                .isZero();
        directory.enable(entry);
        directory.unlockAtTheDesk(entry);
        assertThat(mei.enterExisting(AT_THE_DESK).heading()).isEqualTo("Your account is unlocked");
    }

    @Test
    void whatTheDirectoryRefusesIsSaidAndAnotherCanBeChosen() throws Exception {
        claim();
        directory.demand(new Directory.Policy(0, 5, true, Duration.ZERO, false, false));
        var mei = somebody();
        mei.prove(MEI, "FORGOTTEN", MEI);
        assertThat(mei.choosePassword(AT_THE_DESK).html().text()).contains("you have used this one before");
        assertThat(mei.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
    }

    @Test
    void whoRunsTheDirectoryGetsNoPasswordFromHere() throws Exception {
        claim();
        directory.promote(entry);
        var mei = somebody();
        mei.prove(MEI, "FORGOTTEN", MEI);
        assertThat(mei.choosePassword(ANOTHER).html().text()).contains("You help to run your organisation's directory");
        assertThat(directory.has(entry, AT_THE_DESK)).isTrue();
        assertThat(count("select count(*) from password")).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsNeverFollowedByASecondWrite() throws Exception {
        claim();
        directory.loseNextAnswer();
        var mei = somebody();
        var form = mei.prove(MEI, "FORGOTTEN", MEI);
        var page = mei.choosePassword(ANOTHER);
        assertThat(page.status()).isEqualTo(202);
        assertThat(page.html().text()).contains("has not said yet whether it has your new password");
        assertThat(mei.browser.get("/recover/new-password").heading())
                .isEqualTo("Waiting for your organisation's directory");
        assertThat(mei.browser.page().html().select("input[type=password]")).isEmpty();
        assertThat(mei.choosePassword(form, "a third one of the evening").status())
                .isEqualTo(202);
        assertThat(directory.written()).isEqualTo(writtenBefore + 1);
        assertThat(directory.has(entry, ANOTHER)).isTrue();
    }

    @Test
    void aPasswordThatMovedBeneathEndsWhatWasOpenAndItsOwnerIsTold() throws Exception {
        claim();
        var before = somebody();
        before.signIn(MEI, AT_THE_DESK);
        directory.setPasswordBeneath(entry, ANOTHER);
        assertThat(somebody().signIn(MEI, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(before.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isEqualTo(1);
    }

    private int writtenDown(String why) {
        return count("select count(*) from audit_event where kind = 'REFUSED_THOUGH_RIGHT' and detail = ?", why);
    }
}
