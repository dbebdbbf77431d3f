package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.SEEN;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// A password moves into the directory: where it is offered, and by its holder alone, who takes what a change takes.
class MovingInTest extends MovingScene {

    private UUID account;
    private UUID signIn;

    MovingInTest() throws SQLException {}

    @BeforeEach
    void somebodyIsSignedIn() {
        account = court.account("ACTIVE");
        signIn = court.signedIn(account, SESSION, "PASSWORD");
    }

    @Test
    void whoIsFreshlySignedInAndTypesTheOneHereMovesTheirs() {
        assertThat(offerIn(organisation(), account, ENTRY)).isEqualTo("OFFERED");
        assertThat(offered(account)).containsExactly("IN " + ENTRY);
        assertThat(version(account)).as("nobody's password changes by that").isEqualTo(1);
        signedIn(account);
        assertThat(moveIn(ENTRY)).isEqualTo("DONE");
        assertThat(entryOf(account)).isEqualTo(ENTRY);
        assertThat(version(account)).isEqualTo(2);
        assertThat(court.ask(
                        "select is_stand_in(phc) from password where account_id = ? order by version desc limit 1",
                        account))
                .isTrue();
        assertThat(epoch(account)).isEqualTo(1);
        assertThat(nothingIsOpen(account)).isTrue();
        assertThat(audited(account, "PASSWORD_CHANGED")).isEqualTo(1);
        assertThat(audited(account, "MOVED_INTO_DIRECTORY")).isEqualTo(1);
        assertThat(offered(account)).isEmpty();
        assertThat(found(account, before())).as("it is the one that was there").isFalse();
        assertThat(found(account, after())).as("whoever sets another is seen").isTrue();
        assertThat(court.finishReset(court.provenRecovery(account), Court.KEY)).isEqualTo("NOT_PROVEN");
    }

    /// Moved in, still to, moved out, still to.
    @Test
    void theConsoleCountsWhoHasMovedAndWhoStillMay() {
        assertThat(counted(organisation())).isEqualTo("0 0 0 0");
        offerIn(organisation(), account, ENTRY);
        assertThat(counted(organisation())).isEqualTo("0 1 0 0");
        assertThat(moveIn(ENTRY)).isEqualTo("DONE");
        assertThat(counted(organisation())).isEqualTo("1 0 0 0");
        offerOut(organisation(), account);
        assertThat(counted(organisation())).isEqualTo("1 0 0 1");
        assertThat(counted(another())).isEqualTo("0 0 0 0");
        assertThat(court.finishReset(court.provenRecovery(account), Court.KEY)).isEqualTo("DONE");
        assertThat(counted(organisation())).isEqualTo("0 0 1 0");
    }

    private String counted(UUID organisation) {
        return court.root
                .sql("select concat_ws(' ', moved_in, to_move_in, moved_out, to_move_out) from moves_counted(?)")
                .param(organisation)
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1",
                "update account set frozen_at = regain.now()",
                "update account set password_compromised_at = regain.now()",
                "delete from proof",
                "insert into authenticator (id, account_id, kind, name, confirmed_at) select gen_random_uuid(), id, 'TOTP', 'x', regain.now() from account"
            })
    void a4_aSessionThatMayChangeNothingMovesNoPassword(String spoiling) {
        offerIn(organisation(), account, ENTRY);
        court.root(spoiling);
        refuses(signIn, SESSION, 1, SEEN, ENTRY);
    }

    @Test
    void norDoesAnOldOneNorAnotherBrowsersNorWhoHasNotSeenThePasswordHere() {
        offerIn(organisation(), account, ENTRY);
        refuses(signIn, bytes("another's handle"), 1, SEEN, ENTRY);
        refuses(UUID.randomUUID(), SESSION, 1, SEEN, ENTRY);
        refuses(signIn, SESSION, 1, bytes("a guess"), ENTRY);
        refuses(signIn, SESSION, 2, SEEN, ENTRY);
        refuses(court.flow("SIGN_IN", account, bytes("not completed")), bytes("not completed"), 1, SEEN, ENTRY);
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        refuses(signIn, SESSION, 1, SEEN, ENTRY);
    }

    @Test
    void nobodyMovesToWhatIsNotOfferedToThem() {
        refuses(signIn, SESSION, 1, SEEN, ENTRY);
        var other = court.account("ACTIVE");
        offerIn(organisation(), other, ENTRY);
        refuses(signIn, SESSION, 1, SEEN, ENTRY);
        offerIn(organisation(), account, "another-entry");
        refuses(signIn, SESSION, 1, SEEN, ENTRY);
        isVoid("another-entry");
        refuses(signIn, SESSION, 1, SEEN, "another-entry");
        assertThat(audited(account, "MOVE_OFFER_ENDED")).isEqualTo(1);
        offerIn(organisation(), account, "another-entry");
        assertThat(cancel(organisation(), "OUT")).isZero();
        assertThat(cancel(organisation(), "IN")).isEqualTo(2);
        refuses(signIn, SESSION, 1, SEEN, "another-entry");
        assertThat(audited(account, "MOVE_OFFER_ENDED")).isEqualTo(2);
    }

    /// By hand, as the web's role.
    @Test
    void aHashIsNoPasswordOfADirectory() {
        offerIn(organisation(), account, ENTRY);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> moveIn(signIn, SESSION, 1, SEEN, ENTRY, NEW));
        assertThat(entryOf(account)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "update account set state = 'SUSPENDED', NOT_HERE",
        "update account set state = 'DELETED', NOT_HERE",
        "update account set state = 'UNCLAIMED', NOT_HERE",
        "delete from password, NOT_HERE",
        "delete from organisation where name = 'nobody', OFFERED"
    })
    void itIsOfferedToWhoIsLetInWithAPasswordHere(String spoiling, String answer) {
        court.root(spoiling);
        assertThat(offerIn(organisation(), account, ENTRY)).isEqualTo(answer);
        assertThat(offered(account)).hasSize(answer.equals("OFFERED") ? 1 : 0);
    }

    @Test
    void itIsOfferedToNobodyOfAnotherOrganisation() {
        assertThat(offerIn(another(), account, ENTRY)).isEqualTo("NOT_HERE");
        offerIn(organisation(), account, ENTRY);
        assertThat(cancel(another2(), "IN")).isZero();
        assertThat(offered(account)).hasSize(1);
    }

    private UUID another2() {
        return court.root
                .sql("select id from organisation where name = 'Fabrikam'")
                .query(UUID.class)
                .single();
    }

    @Test
    void anEntryIsOfferedOnceAndNeverOneThatIsOrWasSomebodyElses() {
        var there = inDirectory("ACTIVE");
        assertThat(offerIn(organisation(), account, there.toString())).isEqualTo("ENTRY_TAKEN");
        assertThat(offerIn(organisation(), there, ENTRY)).isEqualTo("NOT_HERE");
        var other = court.account("ACTIVE");
        assertThat(offerIn(organisation(), other, ENTRY)).isEqualTo("OFFERED");
        assertThat(offerIn(organisation(), other, ENTRY)).isEqualTo("UNCHANGED");
        assertThat(audited(other, "MOVE_IN_OFFERED")).isEqualTo(1);
        assertThat(offerIn(organisation(), account, ENTRY)).isEqualTo("ENTRY_TAKEN");
        court.root("insert into directory_left (entry, account_id) values ('left', ?)", other);
        assertThat(offerIn(organisation(), account, "left")).isEqualTo("ENTRY_TAKEN");
        assertThat(offerIn(organisation(), other, "left"))
                .as("their own, again")
                .isEqualTo("OFFERED");
        assertThat(offered(other)).containsExactly("IN left");
        assertThat(setAside()).containsExactly("left true");
    }

    /// However it is called by now, and whoever asks.
    @Test
    void nobodyElseIsMadeOfAnEntryThatIsOffered() {
        offerIn(organisation(), account, ENTRY);
        assertThat(setAside()).containsExactly(ENTRY + " true");
        assertThat(app.sql(
                                "select add_directory_person(?, ?, 'en', 'n@b.example', 'n@b.example', ?, 'n', 'n', 'n', ?, null)")
                        .params(UUID.randomUUID(), organisation(), UUID.randomUUID(), ENTRY)
                        .query(String.class)
                        .single())
                .isEqualTo("NAME_TAKEN");
    }

    private String moveIn(String entry) {
        return moveIn(signIn, SESSION, 1, SEEN, entry, standIn());
    }

    private void refuses(UUID by, byte[] key, int version, byte[] seen, String entry) {
        var before = court.rows();
        assertThat(moveIn(by, key, version, seen, entry, standIn())).isIn("GONE", "NOT_PROVEN", "VOID");
        assertThat(before.since(court.database)).isEmpty();
    }
}
