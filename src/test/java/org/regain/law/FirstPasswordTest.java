package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// What another system made, and whoever brought it may know, is never a password here.
class FirstPasswordTest extends ImportScene {

    FirstPasswordTest() throws SQLException {}

    @Test
    void noFirstPasswordIsWrittenThatWasNotComparedWithTheImportedOne() {
        var account = imported();
        var flow = opened(account, KEY);
        assertThat(begunBy(flow)).isEqualTo("PASSWORD");
        assertThat(toRefuse(flow, KEY)).isNull();
        court.prove(flow, account, "ISSUED");
        assertThat(toRefuse(flow, bytes("another browser"))).isNull();
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("NOT_PROVEN");
        assertThat(toRefuse(flow, KEY)).isEqualTo(HASH);
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("DONE");
    }

    @Test
    void theHashIsHandedOutFiveTimesAndThenTheClaimIsOver() {
        var account = imported();
        var flow = opened(account, KEY);
        court.prove(flow, account, "ISSUED");
        for (var i = 0; i < 5; i++) {
            assertThat(toRefuse(flow, KEY)).isEqualTo(HASH);
        }
        assertThat(toRefuse(flow, KEY)).isNull();
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("GONE");
    }

    /// An administrator asked for a new one while the account was stopped: whoever claims it has just chosen one.
    @Test
    void whatWasSaidOfAnotherPasswordIsNotSaidOfTheFirst() {
        var account = imported();
        var flow = opened(account, KEY);
        court.root(
                "update account set password_compromised_at = regain.now(), frozen_at = regain.now() where id = ?",
                account);
        court.prove(flow, account, "ISSUED");
        assertThat(finish(flow, KEY)).isEqualTo("DONE");
        assertThat(court.app
                        .sql("select standing from session_standing(?, ?)")
                        .params(flow, KEY)
                        .query(String.class)
                        .single())
                .isEqualTo("FRESH");
    }

    /// By nobody, not even by the owner of the tables.
    @Test
    void whatAnotherSystemMadeIsNeverAPasswordHere() {
        var account = imported();
        var flow = opened(account, KEY);
        for (var foreign : List.of(HASH, "a password", NEW.replace(",keyid=1", ""), NEW + "x")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(foreign)
                    .isThrownBy(() -> court.root(
                            "insert into password (account_id, version, phc, flow_id) values (?, 1, ?, ?)",
                            account,
                            foreign,
                            flow))
                    .withMessageContaining("password_phc_check");
        }
    }

    @Test
    void noHashIsImportedAfterAPasswordNorChanged() {
        var account = imported();
        assertNotImported("update imported_password set hash = ?", HASH);
        var flow = opened(account, KEY);
        court.prove(flow, account, "ISSUED");
        assertThat(finish(flow, KEY)).isEqualTo("DONE");
        for (var stand : List.of("state = state", "state = 'UNCLAIMED'", "state = 'UNCLAIMED', claimed_at = null")) {
            court.root("update account set " + stand);
            assertNotImported("insert into imported_password (hash, account_id) values (?, ?)", HASH, account);
        }
    }

    private void assertNotImported(String statement, Object... values) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.root(statement, values))
                .withStackTraceContaining("comes before any other");
    }
}
