package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Whatever a page says: no method is added, confirmed, renamed or removed but in a sign-in of their own, of this browser and
/// at most ten minutes old (ASVS 7.5.1).
class FreshSignInTest extends Registering {

    FreshSignInTest() throws SQLException {}

    @Test
    void inASignInOfTheirOwnEachChangeIsDone() {
        var account = court.account("ACTIVE");
        var flow = signedIn(account);
        assertThat(addEmail(flow, "new@home.example")).isEqualTo("ADDED");
        var app = awaited(flow);
        assertThat(confirm(flow, app)).isEqualTo("CONFIRMED");
        assertThat(addPasskey(flow, "key")).isEqualTo("CONFIRMED");
        assertThat(renew(flow, KEY, "code")).isTrue();
        assertThat(rename(flow, KEY, app)).isEqualTo("DONE");
        assertThat(remove(flow, app)).isEqualTo("DONE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update flow set completed_at = completed_at - interval '10 minutes 1 second' where id = :flow",
                "update flow set outcome = 'REGISTERED' where id = :flow",
                "update flow set outcome = 'RESET' where id = :flow",
                "update flow set outcome = 'UNLOCKED' where id = :flow",
                "update flow set outcome = 'CHANGED' where id = :flow",
                "update flow set completed_at = null, outcome = null where id = :flow",
                "update flow set account_id = null where id = :flow",
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1",
                "update account set frozen_at = regain.now()",
                "update account set password_compromised_at = regain.now()"
            })
    void otherwiseNoneIs(String spoiling) {
        var account = court.account("ACTIVE");
        var flow = signedIn(account);
        var app = awaited(flow);
        savedCode(account, "kept");
        var own = address(account, "EMAIL", "second@home.example");
        // Past the trigger that keeps what is over as it was.
        court.root("alter table flow disable trigger stays_over");
        court.root.sql(spoiling).param("flow", flow).update();
        court.root("alter table flow enable always trigger stays_over");
        refusesAll(flow, KEY, app, own);
    }

    @Test
    void norInAnotherBrowser() {
        var account = court.account("ACTIVE");
        var flow = signedIn(account);
        refusesAll(flow, bytes("another's handle"), awaited(flow), addressOf(account));
    }

    @Test
    void norByTheSignInOfSomebodyElse() {
        var account = court.account("ACTIVE");
        var app = awaited(signedIn(account));
        var theirs = court.app(account);
        var address = address(account, "EMAIL", "second@home.example");
        var mallory = court.account("ACTIVE");
        address(mallory, "EMAIL", "mallory@home.example");
        var key = bytes("mallory's handle");
        var flow = signedIn(mallory, key);
        var before = court.rows();
        assertThat(confirm(flow, key, app)).isEqualTo("NONE");
        for (var method : new UUID[] {app, theirs, address}) {
            assertThat(rename(flow, key, method)).isEqualTo("NONE");
            assertThat(remove(flow, key, method)).isEqualTo("NONE");
        }
        assertThat(before.since(court.database)).isEmpty();
    }

    /// Of two changes at the same moment the second waits, so that it sees what the first has left.
    @Test
    void changesComeOneAfterTheOther() throws SQLException {
        var account = court.account("ACTIVE");
        var first = signedIn(account);
        var second = signedIn(account, bytes("another browser of theirs"));
        var one = addressOf(account);
        var other = address(account, "EMAIL", "second@home.example");
        try (var connection = court.database.asApp()) {
            connection.setAutoCommit(false);
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(sql.sql("select remove_method(?, ?, ?, '', '')")
                            .params(first, KEY, one)
                            .query(String.class)
                            .single())
                    .isEqualTo("DONE");
            court.app.sql("set lock_timeout = '200ms'").update();
            try {
                assertThatExceptionOfType(DataAccessException.class)
                        .isThrownBy(() -> remove(second, bytes("another browser of theirs"), other));
            } finally {
                court.app.sql("reset lock_timeout").update();
            }
            connection.commit();
        }
        assertThat(remove(second, bytes("another browser of theirs"), other)).isEqualTo("LAST");
    }

    private void refusesAll(UUID flow, byte[] key, UUID app, UUID method) {
        var before = court.rows();
        assertThat(addContact(flow, key, "EMAIL", "new@home.example")).isEqualTo("STALE");
        assertThat(addContact(flow, key, "PHONE", "+34600000001")).isEqualTo("STALE");
        assertThat(addTotp(flow, key)).isEqualTo("STALE");
        assertThat(confirm(flow, key, app)).isEqualTo("STALE");
        assertThat(addPasskey(flow, key, "key")).isEqualTo("STALE");
        assertThat(renew(flow, key, "code")).isFalse();
        assertThat(rename(flow, key, app)).isEqualTo("STALE");
        assertThat(remove(flow, key, method)).isEqualTo("STALE");
        assertThat(before.since(court.database)).isEmpty();
    }
}
