package org.regain.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.regain.database.TestServer;

/// The database's clock, which tests may shift: `regain.now()` reads its offset from a table that only tests have.
///
/// Outside the schema `regain`, so that no oracle takes the table for one of Regain's.
final class TestTime {

    private TestTime() {}

    /// Replaces `regain.now()` in the database from which those of the tests are copied.
    static void prepare(TestServer server) {
        try (Connection connection =
                        DriverManager.getConnection(server.url("regain"), "postgres", server.superuserPassword());
                Statement sql = connection.createStatement()) {
            sql.execute("""
                create schema test_time;
                create table test_time.shift (by interval not null);
                insert into test_time.shift values (interval '0');
                grant usage on schema test_time to public;
                grant select on test_time.shift to public;
                set role regain_owner;
                create or replace function regain.now() returns timestamptz
                    language sql volatile set search_path = pg_catalog
                    as 'select statement_timestamp() + (select by from test_time.shift)';
                grant execute on function regain.now() to regain_app, regain_mailer;
                """);
        } catch (SQLException e) {
            throw new IllegalStateException("regain.now() could not be made to shift.", e);
        }
    }

    /// Sets how far `regain.now()` is ahead of the real time.
    static void shift(TestPostgres database, Duration ahead) {
        try (Connection connection = database.lent();
                var sql = connection.prepareStatement("update test_time.shift set by = make_interval(secs => ?)")) {
            sql.setDouble(1, ahead.toNanos() / 1e9);
            sql.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("regain.now() could not be shifted.", e);
        }
    }
}
