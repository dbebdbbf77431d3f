package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.directory.EntryId;

/// Somebody whose password the directory keeps has one here again, by a change or a recovery, once that is offered to them.
class MovingOutPeopleTest extends MovingPeople {

    private EntryId entry = new EntryId("nobody");

    @BeforeEach
    void anaHasMovedIn() {
        entry = directory.add("ana", AT_THE_DESK, ANA);
        command("directory", "move-in", "offer");
        assertThat(move(signedIn(HERE), HERE, AT_THE_DESK).heading()).isEqualTo("Your account");
        everythingIsSent();
        mail.forget();
    }

    @Test
    void itIsOfferedPutOffAndTaken() {
        command("directory", "move-out", "offer");
        var who = somebody();
        var page = who.signIn(ANA, AT_THE_DESK);
        assertThat(page.path()).isEqualTo("/account/password");
        assertThat(page.html().text())
                .contains("Your organisation takes passwords out of its directory", "Not now")
                .doesNotContain("directory keeps this password");
        assertThat(who.browser.get("/").html().text()).contains("You can have a password here again");
        assertThat(change(who, ANOTHER, HERE).refusal()).contains("isn't your current password");
        var written = directory.written();
        assertThat(change(who, AT_THE_DESK, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(directory.written()).as("nothing is written there").isEqualTo(written);
        assertThat(directory.has(entry, AT_THE_DESK)).isTrue();
        assertThat(somebody().signIn(ANA, AT_THE_DESK).status()).isEqualTo(422);
        assertThat(somebody().signIn(ANA, ANOTHER).heading()).isEqualTo("Your account");
        everythingIsSent();
        assertThat(mail.about(ANA, "Your password has been changed")).isNotNull();
        directory.rename(entry, "somebody.else");
        directory.mails(entry, "somebody.else@contoso.example");
        read();
        assertThat(refused()).isEmpty();
        assertThat(accounts()).as("nobody else is made of it").isEqualTo(accounts);
        directory.remove(entry);
        read();
        assertThat(somebody().signIn(ANA, ANOTHER).heading())
                .as("nor is she gone")
                .isEqualTo("Your account");
    }

    @Test
    void whoRecoversHasItHereThoughTheDirectoryIsGoneForGood() throws Exception {
        command("directory", "move-out", "offer");
        directory.away(true);
        assertThat(somebody().signIn(ANA, AT_THE_DESK).status()).isEqualTo(503);
        var claimant = somebody();
        var page = claimant.prove(ANA, "FORGOTTEN", ANA);
        assertThat(page.html().text()).contains("no longer in your organisation's directory");
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        directory.away(false);
        assertThat(somebody().signIn(ANA, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(directory.has(entry, AT_THE_DESK)).isTrue();
        assertThat(audited("MOVED_OUT_OF_DIRECTORY")).isEqualTo(1);
    }

    /// Who is put out in the directory is suspended by the next reading, and has five minutes until then. Whoever has left is looked at no more.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsPutOutInTheDirectoryTakesNothingOut(boolean gone) throws Exception {
        command("directory", "move-out", "offer");
        var claimant = somebody();
        claimant.prove(ANA, "FORGOTTEN", ANA);
        if (gone) {
            directory.remove(entry);
        } else {
            directory.disable(entry);
        }
        assertThat(claimant.choosePassword(ANOTHER).html().text())
                .contains("Your organisation's directory does not let this sign-in change your password");
        assertThat(count("select count(*) from directory_person")).isEqualTo(1);
        assertThat(audited("MOVED_OUT_OF_DIRECTORY")).isZero();
        read();
        assertThat(somebody().signIn(ANA, ANOTHER).status()).isEqualTo(422);
    }

    @Test
    void whereItIsNotOfferedARecoveryWritesThere() throws Exception {
        command("directory", "move-out", "offer");
        command("directory", "move-out", "cancel");
        var claimant = somebody();
        claimant.prove(ANA, "FORGOTTEN", ANA);
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(directory.has(entry, ANOTHER)).isTrue();
        assertThat(somebody().signIn(ANA, ANOTHER).heading()).isEqualTo("Your account");
    }

    /// Whoever set it beneath, and holds a session of hers that is fresh, would have her account by the way out.
    @Test
    void aPasswordThatMovedBeneathTakesNothingOut() {
        command("directory", "move-out", "offer");
        var who = signedIn(AT_THE_DESK);
        directory.setPasswordBeneath(entry, ANOTHER);
        assertThat(change(who, ANOTHER, HERE).refusal()).contains("was set in your organisation's directory");
        var thief = somebody();
        thief.signIn(ANA, ANOTHER);
        assertThat(change(thief, ANOTHER, HERE).refusal()).contains("Changes to this account are stopped");
        assertThat(count("select count(*) from directory_person")).isEqualTo(1);
        assertThat(audited("MOVED_OUT_OF_DIRECTORY")).isZero();
    }

    @Test
    void norDoesOneThatIsToBeChangedAndOfNoTime() {
        command("directory", "move-out", "offer");
        var who = signedIn(AT_THE_DESK);
        directory.setPasswordBeneath(entry, ANOTHER);
        directory.mustChange(entry);
        assertThat(change(who, ANOTHER, HERE).refusal()).contains("asks for a new password before");
        assertThat(count("select count(*) from directory_person")).isEqualTo(1);
    }

    @Test
    void whoMovedOutMayMoveInAgain() {
        command("directory", "move-out", "offer");
        change(signedIn(AT_THE_DESK), AT_THE_DESK, ANOTHER);
        assertThat(command("directory", "move-in", "offer")).contains("Offered now: 1.");
        assertThat(move(signedIn(ANOTHER), ANOTHER, AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(somebody().signIn(ANA, AT_THE_DESK).heading()).isEqualTo("Your account");
        read();
        assertThat(audited("PASSWORD_MOVED")).isZero();
        assertThat(count("select count(*) from directory_left")).isZero();
    }
}
