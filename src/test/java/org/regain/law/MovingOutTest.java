package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// A password moves out of the directory: where that is offered, by a change or a reset, and by nothing less.
class MovingOutTest extends MovingScene {

    private UUID account;
    private String entry;
    private UUID signIn;

    MovingOutTest() throws SQLException {}

    @BeforeEach
    void somebodyIsSignedIn() {
        account = inDirectory("ACTIVE");
        entry = account.toString();
        signIn = court.signedIn(account, SESSION, "PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoMayHaveANewPasswordHasItHere(boolean reset) {
        assertThat(offerOut(organisation(), account)).isEqualTo("OFFERED");
        assertThat(offerOut(organisation(), account)).isEqualTo("UNCHANGED");
        assertThat(offered(account)).containsExactly("OUT " + entry);
        assertThat(entryOf(account)).as("nobody's password changes by that").isEqualTo(entry);
        signedIn(account);
        var hash = court.unused();
        assertThat(reset ? reset(hash) : change(hash)).isEqualTo("DONE");
        assertThat(court.password(account)).isEqualTo("2 " + hash);
        assertThat(entryOf(account)).isEmpty();
        assertThat(nothingIsOpen(account)).isTrue();
        assertThat(offered(account)).isEmpty();
        assertThat(audited(account, "MOVED_OUT_OF_DIRECTORY")).isEqualTo(1);
        assertThat(audited(account, reset ? "PASSWORD_RESET" : "PASSWORD_CHANGED"))
                .isEqualTo(1);
        assertThat(setAside()).containsExactly(entry + " false");
        assertThat(standing(account, false))
                .as("what comes of the entry is no matter")
                .isEqualTo("UNCHANGED");
        assertThat(found(account, after())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereItIsNotOfferedItStaysThere(boolean reset) {
        refuses(reset);
        offerOut(organisation(), account);
        assertThat(cancel(organisation(), "IN")).isZero();
        assertThat(cancel(organisation(), "OUT")).isEqualTo(1);
        refuses(reset);
        var other = inDirectory("ACTIVE");
        offerOut(organisation(), other);
        refuses(reset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1",
                "update account set frozen_at = regain.now()",
                "update account set password_compromised_at = regain.now()",
                "delete from proof"
            })
    void a4_aSessionThatMayChangeNothingTakesNoPasswordOut(String spoiling) {
        offerOut(organisation(), account);
        court.root(spoiling);
        refuses(false);
    }

    @Test
    void norDoesAnOldOneNorWhoHasNotSeenThePasswordThere() {
        offerOut(organisation(), account);
        var before = court.rows();
        assertThat(changeHere(signIn, bytes("another's handle"), seen(), court.unused()))
                .isEqualTo("NOT_PROVEN");
        assertThat(changeHere(signIn, SESSION, bytes("a guess"), court.unused()))
                .isEqualTo("GONE");
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(changeHere(signIn, SESSION, seen(), court.unused())).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyTakesTheirsOutByARecoveryThatWouldNotReset(SpoiltRecovery spoilt) {
        offerOut(organisation(), account);
        var it = new SpoiltRecovery.It(account, court.provenRecovery(account));
        spoilt.spoil.accept(court, it);
        var before = court.rows();
        assertThat(court.finishReset(it.flow(), KEY)).isEqualTo(spoilt.answer);
        assertThat(before.since(court.database)).isEmpty();
    }

    /// What whoever runs the directory has set opens nothing by the way out: the freeze is lifted by who proves what a reset takes.
    @Test
    void aPasswordThatMovedBeneathIsFrozenUntilItsOwnerProves() {
        offerOut(organisation(), account);
        assertThat(found(account, after())).isTrue();
        var again = bytes("by the other password");
        var thief = court.signedIn(account, again, "PASSWORD");
        var before = court.rows();
        assertThat(changeHere(thief, again, seen(), court.unused())).isEqualTo("GONE");
        assertThat(before.since(court.database)).isEmpty();
        assertThat(reset(court.unused())).isEqualTo("DONE");
        assertThat(court.ask("select frozen_at is null from account where id = ?", account))
                .isTrue();
        assertThat(entryOf(account)).isEmpty();
    }

    /// By hand, as the web's role.
    @Test
    void aStandInIsNoPasswordHere() {
        offerOut(organisation(), account);
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> change(standIn()));
        assertThat(entryOf(account)).isEqualTo(entry);
    }

    /// The directory may be gone for good, and never say.
    @Test
    void whatWasOnItsWayThereIsNoMatterAnyMore() {
        var change = UUID.randomUUID();
        assertThat(change(change, signIn, SESSION, before())).isEqualTo("OK");
        offerOut(organisation(), account);
        var hash = court.unused();
        assertThat(reset(hash)).isEqualTo("DONE");
        assertThat(written(change)).isEqualTo("GONE");
        assertThat(court.password(account)).isEqualTo("2 " + hash);
        assertThat(everyPasswordIsInItsPlace()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "update account set state = 'SUSPENDED', OFFERED",
        "update account set state = 'DELETED', NOT_THERE",
        "delete from password, NOT_THERE",
        "delete from directory_person, NOT_THERE"
    })
    void itIsOfferedToWhoHasAPasswordThereSuspendedOrNot(String spoiling, String answer) {
        court.root(spoiling);
        assertThat(offerOut(organisation(), account)).isEqualTo(answer);
    }

    @Test
    void itIsOfferedToNobodyOfAnotherOrganisation() {
        assertThat(offerOut(another(), account)).isEqualTo("NOT_THERE");
    }

    /// And nobody is made of the entry that was theirs, whatever it is called by then.
    @Test
    void whoLeftMayComeBackAndNobodyElseIsMadeOfTheirEntry() {
        offerOut(organisation(), account);
        assertThat(change(court.unused())).isEqualTo("DONE");
        assertThat(app.sql(
                                "select add_directory_person(?, ?, 'en', 'n@b.example', 'n@b.example', ?, 'n', 'n', 'n', ?, null)")
                        .params(UUID.randomUUID(), organisation(), UUID.randomUUID(), entry)
                        .query(String.class)
                        .single())
                .isEqualTo("NAME_TAKEN");
        assertThat(offerIn(organisation(), account, entry)).isEqualTo("OFFERED");
        var key = bytes("signed in again");
        var again = court.signedIn(account, key, "PASSWORD");
        assertThat(moveIn(again, key, 2, Court.SEEN, entry, standIn())).isEqualTo("DONE");
        assertThat(number("select count(*)::integer from directory_left")).isZero();
    }

    @Test
    void erasedIsWhatWasOfferedAndWhatWasTheirs() {
        offerOut(organisation(), account);
        court.root("insert into directory_left (entry, account_id) values ('left', ?)", account);
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", account);
        court.pass(Duration.ofDays(400));
        assertThat(court.ask("select tidy() >= 0")).isTrue();
        assertThat(court.ask("select erased_at is not null from account where id = ?", account))
                .isTrue();
        assertThat(number("select count(*)::integer from directory_offer")
                        + number("select count(*)::integer from directory_left"))
                .isZero();
    }

    private byte[] seen() {
        return proofOf(court.password(account));
    }

    private String change(String hash) {
        return changeHere(signIn, SESSION, seen(), hash);
    }

    private String reset(String hash) {
        var flow = court.provenRecovery(account);
        return app.sql("select result from finish_reset(?, ?, ?, true, '{}')")
                .params(flow, KEY, hash)
                .query(String.class)
                .single();
    }

    private void refuses(boolean reset) {
        if (reset) {
            var flow = court.flow("RECOVERY", account, bytes(UUID.randomUUID().toString()));
            court.root("update flow set key_hash = ? where id = ?", KEY, flow);
            court.prove(flow, account, "ISSUED");
            var before = court.rows();
            assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
            assertThat(before.since(court.database)).isEmpty();
            court.root(
                    "update flow set key_hash = sha256(id::text::bytea), ended_at = regain.now(), ended_because = 'SUPERSEDED' where id = ?",
                    flow);
            return;
        }
        var before = court.rows();
        assertThat(change(court.unused())).isIn("GONE", "NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }
}
