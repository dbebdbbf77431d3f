package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @AutoClose
    private final TestPostgres database = TestPostgres.fresh();

    @Test
    void sessionsAreOffUtc() throws SQLException {
        try (Connection app = database.asApp()) {
            assertThat(ask(app, "show timezone")).isEqualTo("Asia/Kathmandu");
        }
    }

    @Test
    void eachRoleIsItself() throws SQLException {
        try (Connection app = database.asApp();
                Connection mailer = database.asMailer();
                Connection owner = database.asOwner()) {
            assertThat(ask(app, "select current_user || ' ' || current_schema")).isEqualTo("regain_app regain");
            assertThat(ask(mailer, "select current_user || ' ' || current_schema"))
                    .isEqualTo("regain_mailer regain");
            assertThat(ask(owner, "select current_user || ' ' || current_schema"))
                    .isEqualTo("regain_owner regain");
        }
    }

    @Test
    void neitherRoleMayMakeATable() throws SQLException {
        try (Connection app = database.asApp();
                Connection mailer = database.asMailer()) {
            for (Connection connection : new Connection[] {app, mailer}) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> run(connection, "create table regain.mine (n int)"))
                        .withMessageContaining("permission denied");
            }
        }
    }

    @Test
    void aNewFunctionIsNobodysToCall() throws SQLException {
        try (Connection owner = database.asOwner();
                Connection app = database.asApp()) {
            run(owner, "create function regain.secret() returns int language sql as 'select 1'");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ask(app, "select regain.secret()"))
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void theClockMovesTheDatabasesToo() throws SQLException {
        TestClock clock = new TestClock().alsoShift(database);
        clock.advance(Duration.ofDays(3));
        try (Connection app = database.asApp()) {
            assertThat(now(app)).isCloseTo(clock.instant(), within(5, ChronoUnit.SECONDS));
            clock.set(Instant.parse("2030-01-01T00:00:00Z"));
            assertThat(now(app)).isCloseTo(Instant.parse("2030-01-01T00:00:00Z"), within(5, ChronoUnit.SECONDS));
        }
    }

    @Test
    void theDiffNamesEachRowThatChanged() throws SQLException {
        try (Connection owner = database.asOwner()) {
            run(owner, "create table regain.sample (id int, word text)");
            run(owner, "insert into regain.sample values (1, 'stays'), (2, 'changes'), (3, 'twin'), (3, 'twin')");
            RowDiff before = RowDiff.of(database);
            assertThat(before.since(database)).isEmpty();

            run(owner, "update regain.sample set word = 'changed' where id = 2");
            run(owner, "insert into regain.sample values (3, 'twin')");

            assertThat(before.since(database))
                    .containsExactly(
                            "- sample {\"id\":2,\"word\":\"changes\"}",
                            "+ sample {\"id\":2,\"word\":\"changed\"}",
                            "+ sample {\"id\":3,\"word\":\"twin\"}");
        }
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select regain.now()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
