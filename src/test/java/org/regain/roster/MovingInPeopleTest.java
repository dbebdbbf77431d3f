package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.directory.EntryId;
import org.regain.signin.ConfirmFor;
import org.regain.support.TestDirectory;

/// Somebody with a password here takes that of the directory, once it is offered to them, by both; and nobody takes it for them.
class MovingInPeopleTest extends MovingPeople {

    private EntryId entry = new EntryId("nobody");

    @BeforeEach
    void anaIsInTheDirectoryToo() {
        entry = directory.add("ana", AT_THE_DESK, ANA);
    }

    @Test
    void itIsOfferedPutOffAndTaken() {
        read();
        assertThat(refused()).containsExactly("ana NAME_TAKEN");
        assertThat(signedIn(HERE).browser.get("/").html().text()).doesNotContain("organisation's directory");
        command("directory", "move-in", "offer");
        read();
        assertThat(refused()).as("who waits for its holder is no clash").isEmpty();
        var who = somebody();
        var page = who.signIn(ANA, HERE);
        assertThat(page.heading()).isEqualTo("Use the password of your organisation's directory");
        assertThat(page.html().select("a[href=/]").eachText()).contains("Not now");
        assertThat(who.browser.get("/").html().select("a[href=" + MOVE + "]")).hasSize(1);
        assertThat(somebody().signIn(ANA, HERE).path()).as("each time").isEqualTo(MOVE);

        assertThat(move(who, HERE, AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(who.browser.get("/").html().select("a[href=" + MOVE + "]")).isEmpty();
        assertThat(who.browser.get(MOVE).path()).isEqualTo("/");
        everythingIsSent();
        assertThat(mail.about(ANA, "Your password has been changed")).isNotNull();
        assertThat(somebody().signIn(ANA, HERE).status()).isEqualTo(422);
        assertThat(somebody().signIn("ana", AT_THE_DESK).heading()).isEqualTo("Your account");
        read();
        assertThat(refused()).isEmpty();
        assertThat(audited("PASSWORD_MOVED"))
                .as("the one that was there was set past nobody")
                .isZero();
        assertThat(audited("MOVED_INTO_DIRECTORY")).isEqualTo(1);
        directory.setPasswordBeneath(entry, ANOTHER);
        somebody().signIn(ANA, ANOTHER);
        assertThat(audited("PASSWORD_MOVED")).as("and another one is seen").isEqualTo(1);
    }

    @Test
    void whatTheOldOneOpenedElsewhereEnds() {
        command("directory", "move-in", "offer");
        var other = signedIn(HERE);
        var who = signedIn(HERE);
        var before = who.browser.cookies().get("__Host-session");
        move(who, HERE, AT_THE_DESK);
        assertThat(other.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(who.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(who.browser.cookies().get("__Host-session")).isNotEqualTo(before);
    }

    /// Whoever runs the directory makes an entry with her address, and a password that they know.
    @Test
    void theOneThereOpensNothingBeforeItsHolderHasTakenIt() throws Exception {
        for (var offered : new String[] {"", "offer"}) {
            command("directory", "move-in", offered);
            read();
            assertThat(somebody().signIn(ANA, AT_THE_DESK).status()).isEqualTo(422);
            assertThat(somebody().signIn("ana", AT_THE_DESK).status()).isEqualTo(422);
            assertThat(somebody().browser.get(MOVE).path()).isEqualTo("/sign-in");
        }
        var claimant = somebody();
        claimant.prove(ANA, "KNOWN", ANA);
        assertThat(claimant.enterExisting(AT_THE_DESK).status()).isEqualTo(422);
        assertThat(accounts()).isEqualTo(accounts);
        assertThat(text("select account_id::text from directory_person")).isEmpty();
    }

    /// And has stolen a session of hers.
    @Test
    void aStolenSessionMovesNothing() {
        command("directory", "move-in", "offer");
        var thief = signedIn(HERE);
        assertThat(move(thief, AT_THE_DESK, AT_THE_DESK).refusal()).contains("isn't your current password");
        assertThat(move(thief, ANOTHER, AT_THE_DESK).refusal()).contains("isn't your current password");
        thief.browser.get(MOVE);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(thief.browser
                        .submit(MOVE, "currentPassword", HERE, "directoryPassword", AT_THE_DESK)
                        .heading())
                .isEqualTo("Confirm it's you");
        assertThat(thief.browser.get(MOVE).heading()).isEqualTo("Confirm it's you");
        thief.browser.get(ConfirmFor.DIRECTORY.ask());
        assertThat(thief.browser
                        .submit("/account/confirm", "password", AT_THE_DESK)
                        .status())
                .isEqualTo(422);
        assertThat(text("select account_id::text from directory_person")).isEmpty();
        assertThat(thief.browser.submit("/account/confirm", "password", HERE).path())
                .as("its owner is led back")
                .isEqualTo(MOVE);
    }

    @Test
    void wrongOnesCountAndLockNobodyAtTheirDesk() {
        command("directory", "move-in", "offer");
        var who = signedIn(HERE);
        for (var i = 0; i < TestDirectory.LOCKED_AFTER - 2; i++) {
            assertThat(move(who, HERE, "a guess at the desk " + i).refusal())
                    .contains("not the password that your organisation's directory has");
        }
        assertThat(move(who, HERE, AT_THE_DESK).refusal()).contains("takes no password of yours for now");
        assertThat(directory.isLocked(entry)).isFalse();
        directory.unlock(entry);
        for (var i = 0; i < 10; i++) {
            move(who, "a guess at the one here " + i, AT_THE_DESK);
        }
        assertThat(move(who, HERE, AT_THE_DESK).refusal()).contains("too many wrong passwords");
        assertThat(text("select account_id::text from directory_person")).isEmpty();
    }

    @Test
    void whoseDirectoryPasswordIsOfNoUseStaysAndIsToldWhy() {
        command("directory", "move-in", "offer");
        var who = signedIn(HERE);
        directory.away(true);
        assertThat(move(who, HERE, AT_THE_DESK).status()).isEqualTo(503);
        directory.away(false);
        directory.expire(entry);
        assertThat(move(who, HERE, AT_THE_DESK).refusal()).contains("asks for a new password first");
        directory.setPasswordBeneath(entry, AT_THE_DESK);
        var tried = directory.tried().size();
        directory.hide(entry, true);
        assertThat(move(who, HERE, AT_THE_DESK).refusal()).contains("doesn't let us look after your password");
        directory.hide(entry, false);
        directory.promote(entry);
        assertThat(move(who, HERE, AT_THE_DESK).refusal()).contains("You help to run");
        assertThat(directory.tried()).as("nobody who runs it is tried").hasSize(tried);
        assertThat(somebody().signIn(ANA, HERE).path()).isEqualTo(MOVE);
        assertThat(text("select account_id::text from directory_person")).isEmpty();
    }

    @Test
    void whoIsLetInThereNoMoreIsOfferedNothingAnyMore() {
        command("directory", "move-in", "offer");
        var who = signedIn(HERE);
        who.browser.get(MOVE);
        directory.disable(entry);
        var page = who.browser.submit(MOVE, "currentPassword", HERE, "directoryPassword", AT_THE_DESK);
        assertThat(page.refusal()).contains("offered to you no longer");
        assertThat(page.html().select("form[action=" + MOVE + "]")).isEmpty();
        assertThat(somebody().signIn(ANA, HERE).heading()).isEqualTo("Your account");
        assertThat(audited("MOVE_OFFER_ENDED")).isEqualTo(1);
    }

    @Test
    void theReadingMakesNobodyOfWhatIsOfferedAndSeesThatItGoes() {
        command("directory", "move-in", "offer");
        directory.rename(entry, "somebody.else");
        directory.mails(entry, "somebody.else@contoso.example");
        read();
        assertThat(accounts()).isEqualTo(accounts);
        assertThat(somebody().signIn(ANA, HERE).path()).isEqualTo(MOVE);
        directory.breakOffAfter(0);
        read();
        assertThat(somebody().signIn(ANA, HERE).path())
                .as("a reading that broke off")
                .isEqualTo(MOVE);
        directory.breakOffAfter(Integer.MAX_VALUE);
        directory.remove(entry);
        read();
        assertThat(somebody().signIn(ANA, HERE).heading()).isEqualTo("Your account");
        assertThat(audited("MOVE_OFFER_ENDED")).isEqualTo(1);

        var again = directory.add("ana", AT_THE_DESK, ANA);
        command("directory", "move-in", "offer");
        directory.disable(again);
        read();
        assertThat(somebody().signIn(ANA, HERE).heading()).isEqualTo("Your account");
    }

    /// Recovery stays what it is: the new password is here, and the offer stands.
    @Test
    void whoRecoversMeanwhileHasTheirPasswordHere() throws Exception {
        command("directory", "move-in", "offer");
        var claimant = somebody();
        claimant.prove(ANA, "FORGOTTEN", ANA);
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(directory.has(entry, AT_THE_DESK)).isTrue();
        assertThat(somebody().signIn(ANA, ANOTHER).path()).isEqualTo(MOVE);
    }
}
