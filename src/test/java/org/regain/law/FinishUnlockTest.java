package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.OLD;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `finish_unlock` and `count_password_try`, called by hand as the web's role.
class FinishUnlockTest {

    final Court court;

    FinishUnlockTest() throws SQLException {
        court = Court.inSession();
    }

    @ParameterizedTest
    @EnumSource
    void anUnlockIsRefusedAndChangesNothing(SpoiltRecovery spoilt) {
        var account = locked();
        var it = new SpoiltRecovery.It(account, court.provenRecovery(account));
        tryPassword(it.flow());
        spoilt.spoil.accept(court, it);
        var before = court.rows();
        assertThat(court.finishUnlock(it.flow(), KEY, 1)).isEqualTo(spoilt.answer);
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void theLockGoesAndNothingElse() {
        var account = locked();
        court.root("insert into spring_session values (?, ?, 0, 0, 0, 0, ?)", "p", "s", account.toString());
        var flow = court.provenRecovery(account);
        tryPassword(flow);
        court.pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(court.finishUnlock(flow, KEY, 1)).isEqualTo("DONE");
        assertThat(court.password(account)).isEqualTo("1 " + OLD);
        assertThat(court.ask("""
                        select auth_epoch = 0 and exists (select from spring_session) and not exists (select from sign_in_guard)
                        from account where id = ?
                        """, account)).isTrue();
        assertThat(court.finishUnlock(flow, KEY, 1)).isEqualTo("GONE");
    }

    @Test
    void everyOtherRecoveryOfTheAccountEnds() {
        var account = locked();
        var other = court.flow("RECOVERY", account, bytes("another"));
        var elses = court.flow("RECOVERY", court.account("ACTIVE"), bytes("somebody else's"));
        var flow = court.provenRecovery(account);
        tryPassword(flow);
        assertThat(court.finishUnlock(flow, KEY, 1)).isEqualTo("DONE");
        assertThat(court.ask("select ended_because = 'SUPERSEDED' from flow where id = ?", other))
                .isTrue();
        assertThat(court.ask("select ended_at is null from flow where id = ?", elses))
                .isTrue();
    }

    @Test
    void withoutATriedPasswordNothingIsUnlocked() {
        var flow = court.provenRecovery(locked());
        assertRefused("NOT_PROVEN", flow, 1);
    }

    @Test
    void onlyTheVersionThatIsTheCurrentOneUnlocks() {
        var flow = court.provenRecovery(locked());
        tryPassword(flow);
        assertRefused("NOT_PROVEN", flow, 0);
        assertRefused("NOT_PROVEN", flow, 2);
    }

    @Test
    void aPasswordKnownToBeInWrongHandsUnlocksNothing() {
        var account = locked();
        var flow = court.provenRecovery(account);
        tryPassword(flow);
        court.root("update account set password_compromised_at = regain.now() where id = ?", account);
        assertRefused("COMPROMISED", flow, 1);
    }

    @Test
    void aUsedSavedCodeIsReplacedByExactlyOne() {
        var account = locked();
        var flow = court.flow("RECOVERY", account);
        court.prove(flow, account, "SAVED");
        tryPassword(flow);
        assertRefused("NOT_PROVEN", flow, 1);
        assertThat(court.finishUnlock(flow, KEY, 1, bytes("replacement"))).isEqualTo("DONE");
    }

    @Test
    void aFlowHasFiveTries() {
        var flow = court.provenRecovery(locked());
        for (var i = 0; i < 5; i++) {
            assertThat(tryPassword(flow)).isTrue();
        }
        var before = court.rows();
        assertThat(tryPassword(flow)).isFalse();
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void noPasswordIsTriedBeforeSomethingIsProved() {
        var flow = court.flow("RECOVERY", locked());
        assertThat(tryPassword(flow)).isFalse();
    }

    private void assertRefused(String answer, UUID flow, int version) {
        var before = court.rows();
        assertThat(court.finishUnlock(flow, KEY, version)).isEqualTo(answer);
        assertThat(before.since(court.database)).isEmpty();
    }

    private boolean tryPassword(UUID flow) {
        return court.app
                .sql("select count_password_try(?, ?)")
                .params(flow, KEY)
                .query(Boolean.class)
                .single();
    }

    private UUID locked() {
        var account = court.account("ACTIVE");
        court.root(
                "insert into sign_in_guard (subject, account_id, failures, locked_until) values ('a', ?, 10, 'infinity')",
                account);
        return account;
    }
}
