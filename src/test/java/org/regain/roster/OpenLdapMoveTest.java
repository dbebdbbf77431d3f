package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.directory.EntryId;
import org.regain.directory.PeopleInSlapd;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSlapd;
import org.regain.directory.WithSlapd;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Needs;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// The whole way into an OpenLDAP and back, with nothing in the test's own hands but what an operator types and what others do in the directory.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@Import(Readings.class)
@ContextConfiguration(initializers = WithSlapd.class)
class OpenLdapMoveTest extends Scene {

    private static final String ANA = "ana@contoso.example";
    private static final String HERE = "seven green bottles on a wall";
    private static final String AT_THE_DESK = "A kite above the harbour 7";
    private static final String NEW = "a lantern under the bridge";

    @Autowired
    private PeopleInSlapd slapd;

    @Autowired
    private Readings readings;

    private EntryId ana = new EntryId("nobody");

    @BeforeEach
    void anaIsHereAndThere() throws Exception {
        slapd.empty();
        people.active(ANA, HERE);
        ana = slapd.add("ana", AT_THE_DESK);
    }

    @AfterEach
    void itIsBack() throws Exception {
        slapd.back();
    }

    @Test
    void inAndOut() throws Exception {
        readings.read();
        assertThat(refused()).as("a clash").isEqualTo(1);
        assertThat(readings.command("move-in"))
                .startsWith("0 Entries in the directory: 1. People whose password is here: 1.\nWho is one entry")
                .contains("Nothing was changed.");
        assertThat(signIn(HERE).heading()).isEqualTo("Your account");
        assertThat(readings.command("move-in", "offer")).endsWith("Offered now: 1. Before: 0.\n");
        readings.read();
        assertThat(refused()).isZero();
        assertThat(signIn(AT_THE_DESK).status()).isEqualTo(422);

        var who = somebody();
        assertThat(who.signIn(ANA, HERE).path()).isEqualTo(MovingPeople.MOVE);
        assertThat(move(who, "a guess at the desk").refusal()).contains("not the password that your organisation's");
        assertThat(move(who, AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(signIn(HERE).status()).isEqualTo(422);
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(slapd.written(ana)).as("nothing is written there").isZero();
        readings.read();
        assertThat(moved()).isZero();

        assertThat(readings.command("move-out", "offer")).endsWith("Offered now: 1. Before: 0.\n");
        var out = somebody();
        assertThat(out.signIn(ANA, AT_THE_DESK).path()).isEqualTo("/account/password");
        assertThat(MovingPeople.change(out, AT_THE_DESK, NEW).heading()).isEqualTo("Your account");
        assertThat(signIn(AT_THE_DESK).status()).isEqualTo(422);
        assertThat(signIn(NEW).heading()).isEqualTo("Your account");
        assertThat(slapd.binds(ana, AT_THE_DESK))
                .as("their desk stays as it is")
                .isTrue();
        assertThat(slapd.written(ana)).isZero();
        slapd.empty();
        readings.read();
        assertThat(signIn(NEW).heading()).as("and they are nobody who is gone").isEqualTo("Your account");
    }

    /// Guesses here leave what is theirs to the desk.
    @Test
    void guessesAtTheOneThereLockNobodyAtTheirDesk() throws Exception {
        readings.command("move-in", "offer");
        var who = somebody();
        who.signIn(ANA, HERE);
        for (var i = 0; i < 9; i++) {
            move(who, "a guess at the desk " + i);
        }
        assertThat(slapd.binds(ana, AT_THE_DESK)).isTrue();
        assertThat(signIn(HERE).path()).isEqualTo(MovingPeople.MOVE);
    }

    @Test
    void whoseDirectoryIsGoneForGoodRecoversAndHasThePasswordHere() throws Exception {
        readings.command("move-in", "offer");
        var who = somebody();
        who.signIn(ANA, HERE);
        move(who, AT_THE_DESK);
        everythingIsSent();
        mail.forget();
        slapd.away();
        assertThat(readings.command("move-in")).startsWith("1 The directory does not answer");
        assertThat(readings.command("move-out", "offer")).startsWith("0 Whose password is in the directory: 1 (ana)");
        assertThat(signIn(AT_THE_DESK).status()).isEqualTo(503);
        var claimant = somebody();
        claimant.prove(ANA, "FORGOTTEN", ANA);
        assertThat(claimant.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        // A browser that the account does not know waits for the directory, as for everybody.
        slapd.back();
        assertThat(signIn(NEW).heading()).isEqualTo("Your account");
        assertThat(slapd.binds(ana, AT_THE_DESK)).isTrue();
    }

    private static Page move(Claimant who, String there) {
        return MovingPeople.move(who, HERE, there);
    }

    private Page signIn(String password) {
        return somebody().signIn(ANA, password);
    }

    private int refused() {
        return count("select count(*) from directory_refused_entry");
    }

    private int moved() {
        return count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'");
    }
}
