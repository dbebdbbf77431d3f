package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Deadline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What `begin_sign_in` counts, and when it hands out something to compare with.
class BeginningSignInTest extends ImportScene {

    private final UUID mei = imported();

    BeginningSignInTest() throws SQLException {}

    @Test
    void aTryIsCountedUnderTheNameAndUnderTheAccount() {
        assertThat(begin(bytes("nothing"))).containsEntry("imported", HASH);
        assertThat(counted()).containsExactlyInAnyOrder(1, 1);
        begin(bytes("nothing"));
        assertThat(counted()).containsExactlyInAnyOrder(2, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLockOfEitherHandsOutNothingFromElsewhere(boolean quiet) {
        court.root("""
                insert into sign_in_guard (subject, account_id, failures, locked_until)
                values (sign_in_subject(?, ?, ?, null), ?, 10, regain.now() + interval '1 minute')
                """, quiet, NAME, mei, mei);
        assertThat(begin(bytes("nothing"))).containsEntry("account_id", mei).containsEntry("imported", null);
        assertThat(counted())
                .as("the lock that is said counts alone")
                .containsExactlyElementsOf(quiet ? List.of(1, 10) : List.of(10));
    }

    @Test
    void aNameThatWasGivenUpIsNobodys() {
        court.root("update account_name set retired_at = regain.now() where account_id = ?", mei);
        assertThat(begin(bytes("nothing"))).containsEntry("account_id", null).containsEntry("imported", null);
    }

    @Test
    void theBrowserOfSomebodyElseIsNotKnown() {
        var other = court.account("ACTIVE");
        court.root("insert into known_device (token_hash, account_id) values (?, ?)", bytes("browser"), other);
        assertThat(begin(bytes("browser"))).containsEntry("known_browser", false);
        court.root("update known_device set account_id = ?", mei);
        assertThat(begin(bytes("browser"))).containsEntry("known_browser", true);
        assertThat(counted()).as("a counter of its own").containsExactly(1, 1, 1, 1);
    }

    @Test
    void countersThatDoNotExistYetAreHeldToo() throws Exception {
        try (var one = court.database.asSuperuser();
                var other = court.database.asSuperuser()) {
            one.setAutoCommit(false);
            one.createStatement().execute("select regain.hold_counters('one', 'other')");
            var waiting =
                    CompletableFuture.runAsync(() -> JdbcClient.create(new SingleConnectionDataSource(other, true))
                            .sql("select regain.hold_counters('another', 'one')")
                            .query()
                            .listOfRows());
            await().until(() -> court.ask("select exists (select from pg_locks where not granted)"));
            one.rollback();
            waiting.get(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Map<String, Object> begin(byte[] browser) {
        return app.sql("select * from begin_sign_in('mei', ?, ?)")
                .params(NAME, browser)
                .query()
                .singleRow();
    }

    private List<Integer> counted() {
        return court.root
                .sql("select failures from sign_in_guard order by failures")
                .query(Integer.class)
                .list();
    }
}
