package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a mailed permit serves a recovery.
class PermitTest {

    private static final byte[] PERMIT = bytes("permit");

    private final Court court = Court.inSession();
    private final UUID account = court.account("ACTIVE");

    PermitTest() throws SQLException {
        court.app.sql("""
                        insert into permit (mac, account_id, contact_id, expires_at)
                        select ?, account_id, id, regain.now() + interval '7 days' from contact where account_id = ?
                        """).params(PERMIT, account).update();
    }

    @Test
    void itServesEveryRecoveryOfItsAccountUntilItExpires() {
        assertThat(use(court.flow("RECOVERY", account), KEY, PERMIT)).isTrue();
        court.pass(Duration.ofDays(7).minusMinutes(1));
        var flow = court.flow("RECOVERY", account, bytes("another"));
        assertThat(use(flow, bytes("another"), PERMIT)).isTrue();
        court.pass(Duration.ofMinutes(2));
        assertThat(use(flow, bytes("another"), PERMIT)).isFalse();
    }

    @Test
    void itServesNobodyElsesAndNoDecoy() {
        assertThat(use(court.flow("RECOVERY", court.account("ACTIVE")), KEY, PERMIT))
                .isFalse();
        assertThat(use(court.flow("RECOVERY", null, bytes("decoy")), bytes("decoy"), PERMIT))
                .isFalse();
    }

    @Test
    void itTakesTheFlowsHandleAndTheRightPermit() {
        var flow = court.flow("RECOVERY", account);
        assertThat(use(flow, bytes("another handle"), PERMIT)).isFalse();
        assertThat(use(flow, KEY, bytes("another permit"))).isFalse();
        assertThat(court.ask("select permit_mac is null from flow where id = ?", flow))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIGN_IN", "CLAIM", "CHANGE", "REGISTER"})
    void itServesARecoveryAlone(String purpose) {
        assertThat(use(court.flow(purpose, account), KEY, PERMIT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update contact set removed_at = regain.now() where account_id = ?",
                "update contact set confirmed_at = null where account_id = ?",
                "update flow set ended_at = regain.now(), ended_because = 'CANCELLED' where account_id = ? and purpose = 'RECOVERY'",
                "update flow set completed_at = regain.now(), outcome = 'RESET' where account_id = ? and purpose = 'RECOVERY'",
                "update flow set expires_at = opened_at + interval '1 microsecond' where account_id = ? and purpose = 'RECOVERY'",
                "update permit set expires_at = created_at + interval '1 microsecond' where account_id = ?"
            })
    void whatHasGoneTakesItAlong(String gone) {
        var flow = court.flow("RECOVERY", account);
        court.root(gone, account);
        assertThat(use(flow, KEY, PERMIT)).isFalse();
    }

    @Test
    void noneLivesLongerThanSevenDays() {
        assertThat(court.ask("""
                select count(*) = 1 from pg_constraint
                where conrelid = 'permit'::regclass and pg_get_constraintdef(oid) like '%7 days%'
                """)).isTrue();
    }

    private boolean use(UUID flow, byte[] key, byte[] permit) {
        return court.app
                .sql("select use_permit(?, ?, array [?])")
                .params(flow, key, permit)
                .query(Boolean.class)
                .single();
    }
}
