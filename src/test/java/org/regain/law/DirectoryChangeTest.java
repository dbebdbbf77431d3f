package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A password in the directory that somebody signed in changes by the old one: by the same entitlement as where it is kept here, written
/// down before it is written there, once.
class DirectoryChangeTest extends DirectoryScene {

    private static final byte[] SESSION = bytes("signed in");

    private UUID account;
    private UUID signIn;

    DirectoryChangeTest() throws SQLException {}

    @BeforeEach
    void somebodyIsSignedIn() {
        account = inDirectory("ACTIVE");
        signIn = court.signedIn(account, SESSION, "PASSWORD");
    }

    @Test
    void whoIsFreshlySignedInAndTypesTheOldOneChangesTheirOwn() {
        signedIn(account);
        court.root("insert into spring_session values ('kept', 'kept', 0, 0, 0, 0, ?)", account.toString());
        var change = UUID.randomUUID();
        assertThat(change(change)).isEqualTo("OK");
        assertThat(version(account)).as("not before it is written").isEqualTo(1);
        assertThat(written(change)).isEqualTo("DONE");
        assertThat(version(account)).isEqualTo(2);
        assertThat(epoch(account)).isEqualTo(1);
        assertThat(court.ask(
                        "select array_agg(session_id::text) = '{kept}' from spring_session where principal_name = ?",
                        account.toString()))
                .isTrue();
        assertThat(audited(account, "PASSWORD_CHANGED")).isEqualTo(1);
        assertThat(court.ask("select outcome = 'CHANGED' from flow where id = ?", change))
                .isTrue();
        assertThat(found(account, after())).as("it was Regain").isFalse();
        var before = court.rows();
        assertThat(written(change)).as("once").isEqualTo("GONE");
        assertThat(change(UUID.randomUUID())).as("by the sign-in of before").isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1",
                "update account set frozen_at = regain.now()",
                "update account set password_compromised_at = regain.now()",
                "delete from proof",
                "insert into authenticator (id, account_id, kind, name, confirmed_at) select gen_random_uuid(), id, 'TOTP', 'x', regain.now() from account",
                "update directory_person set changed_at = changed_at + interval '1 second'",
                "update directory_person set changed_at = null",
                "delete from directory_person"
            })
    void a4_aSessionThatMayChangeNothingChangesNoPassword(String spoiling) {
        court.root(spoiling);
        refuses(signIn, SESSION, 1, seen());
    }

    @Test
    void norDoesAnOldOneNorAnotherBrowsersNorWhoHasNotSeenTheOldPassword() {
        refuses(signIn, bytes("another's handle"), 1, seen());
        refuses(UUID.randomUUID(), SESSION, 1, seen());
        refuses(signIn, SESSION, 1, bytes("a guess"));
        refuses(signIn, SESSION, 2, seen());
        refuses(court.flow("SIGN_IN", account, bytes("not completed")), bytes("not completed"), 1, seen());
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        refuses(signIn, SESSION, 1, seen());
    }

    /// As Active Directory answers of one that is to be changed: it may be another than the one that was known.
    @Test
    void whereTheDirectorySaysNoMoreWhenItWasSetNothingIsChanged() {
        var before = court.rows();
        assertThat(change(UUID.randomUUID(), signIn, SESSION, null)).isEqualTo("GONE");
        assertThat(before.since(court.database)).isEmpty();
        court.root("update directory_person set changed_at = null");
        assertThat(change(UUID.randomUUID(), signIn, SESSION, null))
                .as("it never did")
                .isEqualTo("OK");
    }

    @Test
    void oneIsWrittenAtATimeWhateverItIsFor() {
        var reset = court.provenRecovery(account);
        assertThat(begin(reset)).isEqualTo("OK");
        var before = court.rows();
        assertThat(change(UUID.randomUUID())).isEqualTo("PENDING");
        assertThat(before.since(court.database)).isEmpty();
        refused(reset);
        assertThat(change(UUID.randomUUID())).isEqualTo("OK");
        assertThat(begin(reset)).isEqualTo("PENDING");
    }

    @Test
    void whatTheDirectoryRefusesLeavesEverythingAsItWasAndAnotherTry() {
        signedIn(account);
        var change = UUID.randomUUID();
        assertThat(change(change)).isEqualTo("OK");
        refused(change);
        assertThat(court.ask("select ended_because = 'REFUSED' from flow where id = ?", change))
                .isTrue();
        assertThat(written(change)).isEqualTo("GONE");
        assertThat(version(account)).isEqualTo(1);
        assertThat(nothingIsOpen(account)).isFalse();
        var next = UUID.randomUUID();
        assertThat(change(next)).isEqualTo("OK");
        assertThat(written(next)).isEqualTo("DONE");
    }

    /// What the directory has is no longer a question of who may. And a change forgives nothing that a reset does.
    @ParameterizedTest
    @CsvSource({
        "state = 'SUSPENDED'",
        "frozen_at = regain.now()",
        "password_compromised_at = regain.now()",
        "auth_epoch = 7"
    })
    void whatIsInTheDirectoryFollowsAndWhatWasSaidSinceStaysSaid(String since) {
        var change = UUID.randomUUID();
        assertThat(change(change)).isEqualTo("OK");
        court.pass(Duration.ofHours(2));
        court.root("update account set %s where id = ?".formatted(since), account);
        court.root("update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED' where id = ?", change);
        var said = court.root
                .sql(
                        "select state || coalesce(frozen_at::text, '') || coalesce(password_compromised_at::text, '') from account where id = ?")
                .param(account)
                .query(String.class)
                .single();
        assertThat(written(change)).isEqualTo("DONE");
        assertThat(version(account)).isEqualTo(2);
        assertThat(court.ask(
                        "select state || coalesce(frozen_at::text, '') || coalesce(password_compromised_at::text, '') = ? from account where id = ?",
                        said,
                        account))
                .isTrue();
    }

    /// By hand, as the web's role: a stand-in would fit the row.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsKeptThereIsChangedByNoWayPastIt(boolean stands) {
        var before = court.rows();
        assertThat(app.sql("select result from change_password(?, ?, ?, ?, ?, 1, ?, ?, true, null, '', '')")
                        .params(
                                signIn,
                                SESSION,
                                UUID.randomUUID(),
                                bytes("change"),
                                bytes("name"),
                                seen(),
                                stands ? standIn() : Court.NEW)
                        .query(String.class)
                        .single())
                .isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    /// Its flow has ended, as if it had come to nothing.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFlowOfWhatIsThereOrMayBeStaysWhenTheRestIsTidied(boolean reset) {
        var flow = reset ? court.provenRecovery(account) : UUID.randomUUID();
        assertThat(reset ? begin(flow) : change(flow)).isEqualTo("OK");
        court.root("update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED' where id = ?", flow);
        tidyAfterAYear();
        assertThat(written(flow))
                .as("whatever became of it is still to be found out")
                .isEqualTo("DONE");
        tidyAfterAYear();
        assertThat(court.ask("select exists (select from flow where id = ?)", flow))
                .isTrue();
    }

    private void tidyAfterAYear() {
        court.pass(Duration.ofDays(366));
        assertThat(court.ask("select tidy() >= 0")).isTrue();
    }

    private void refuses(UUID by, byte[] key, int version, byte[] seen) {
        var before = court.rows();
        assertThat(change(UUID.randomUUID(), by, key, version, seen, before())).isIn("GONE", "NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    private byte[] seen() {
        return proofOf(court.password(account));
    }

    private String change(UUID change) {
        return change(change, signIn, SESSION, before());
    }
}
