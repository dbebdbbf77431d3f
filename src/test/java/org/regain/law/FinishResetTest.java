package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `finish_reset`, called by hand as the web's role: a new password only for who has proved enough, here and now.
class FinishResetTest {

    private static final Duration ALMOST = Duration.ofMinutes(10).minusSeconds(1);

    final Court court;

    FinishResetTest() throws SQLException {
        court = Court.inSession();
    }

    @ParameterizedTest
    @EnumSource
    void aRecoveryIsRefusedAndChangesNothing(SpoiltRecovery spoilt) {
        var account = court.account("ACTIVE");
        var it = new SpoiltRecovery.It(account, court.provenRecovery(account));
        spoilt.spoil.accept(court, it);
        var before = court.rows();
        assertThat(court.finishReset(it.flow(), KEY)).isEqualTo(spoilt.answer);
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void aProofCountsUntilItsTenMinutesAreOver() {
        var account = court.account("ACTIVE");
        var flow = court.provenRecovery(account);
        court.pass(ALMOST);
        assertThat(court.finishReset(flow, KEY)).isEqualTo("DONE");
        assertThat(court.password(account)).isEqualTo("2 " + NEW);
    }

    @Test
    void theSameFlowServesOnce() {
        var account = court.account("ACTIVE");
        var flow = court.provenRecovery(account);
        assertThat(court.finishReset(flow, KEY)).isEqualTo("DONE");
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY)).isEqualTo("GONE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLOBAL_ADMIN", "USER_ADMIN"})
    void whoHasAConsoleRoleProvesTwoThings(String role) {
        var account = court.account("ACTIVE", role, "HELPDESK_AGENT");
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)",
                account,
                bytes("saved"));
        var flow = court.provenRecovery(account);
        court.prove(flow, account, "ISSUED");
        court.prove(flow, account, "PASSWORD");
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();

        court.prove(flow, account, "SAVED");
        assertThat(court.finishReset(flow, KEY, bytes("replacement"))).isEqualTo("DONE");
    }

    @Test
    void aUsedSavedCodeIsReplacedByExactlyOne() {
        var account = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        court.prove(flow, account, "SAVED");
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
        assertThat(court.finishReset(flow, KEY, bytes("one"), bytes("two"))).isEqualTo("NOT_PROVEN");
        assertThat(court.app
                        .sql("select result from finish_reset(?, ?, ?, true, null)")
                        .params(flow, KEY, NEW)
                        .query(String.class)
                        .single())
                .isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void noSavedCodesComeFromAFlowThatUsedNone() {
        var flow = court.provenRecovery(court.account("ACTIVE"));
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY, bytes("one"))).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void everythingThatTheOldPasswordOpenedEnds() {
        var account = court.account("ACTIVE");
        var other = court.flow("RECOVERY", account, bytes("other"));
        court.root("insert into known_device (token_hash, account_id) values (?, ?)", bytes("device"), account);
        court.root("insert into sign_in_guard (subject, account_id, failures) values ('a', ?, 10)", account);
        court.root("insert into spring_session values (?, ?, 0, 0, 0, 0, ?)", "p", "s", account.toString());
        court.root("update account set frozen_at = now(), password_compromised_at = now() where id = ?", account);
        assertThat(court.finishReset(court.provenRecovery(account), KEY)).isEqualTo("DONE");
        assertThat(court.ask("select ended_because = 'SUPERSEDED' from flow where id = ?", other))
                .isTrue();
        assertThat(court.ask("""
                        select auth_epoch = 1 and frozen_at is null and password_compromised_at is null
                               and not exists (select from known_device) and not exists (select from spring_session)
                               and not exists (select from sign_in_guard)
                        from account where id = ?
                        """, account)).isTrue();
    }
}
