package org.regain.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.regain.database.TestServer;

/// A database of a test's own, copied from one that the migrations have made.
///
/// One real PostgreSQL serves the whole JVM. Its time zone and each session's is Asia/Kathmandu, five hours and
/// three quarters off UTC, so that a mistake in time shows.
///
/// @param name the database
public record TestPostgres(String name) implements AutoCloseable {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final int LENT_AT_ONCE = 8;
    private static final Map<String, HikariDataSource> KEPT = new ConcurrentHashMap<>();

    /// Started by the first test that needs it, not by a test that merely loads this class.
    private static final class Holder {
        static final TestServer SERVER = start();

        private static TestServer start() {
            // A session gets the time zone of the JVM that opens it.
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            TestServer server = TestServer.start();
            TestTime.prepare(server);
            return server;
        }
    }

    /// Makes a fresh database. Takes some tens of milliseconds.
    public static TestPostgres fresh() {
        String name = "test_" + MADE.incrementAndGet();
        asSuperuser("create database " + name + " template regain owner regain_owner strategy file_copy");
        return new TestPostgres(name);
    }

    /// One for an application of this JVM.
    static TestPostgres forApplication() {
        Holder.SERVER.outliveApplications();
        return fresh();
    }

    public String url() {
        return Holder.SERVER.url(name);
    }

    public String appPassword() {
        return Holder.SERVER.appPassword();
    }

    public String mailerPassword() {
        return Holder.SERVER.mailerPassword();
    }

    public String adminPassword() {
        return Holder.SERVER.adminPassword();
    }

    /// What the web connects as.
    public Connection asApp() throws SQLException {
        return connect("regain_app", appPassword());
    }

    /// What the sending of mail connects as.
    public Connection asMailer() throws SQLException {
        return connect("regain_mailer", mailerPassword());
    }

    /// What the console connects as.
    public Connection asAdmin() throws SQLException {
        return connect("regain_admin", adminPassword());
    }

    /// May do everything, such as look at what a role may not see.
    public Connection asSuperuser() throws SQLException {
        return connect("postgres", Holder.SERVER.superuserPassword());
    }

    /// As [#asSuperuser()], but closing it gives it back for the next: a new one costs more than most that is asked of it.
    /// To be left as it was found.
    public Connection lent() throws SQLException {
        return KEPT.computeIfAbsent(name, _ -> pool()).getConnection();
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url() + "?currentSchema=regain");
        config.setUsername("postgres");
        config.setPassword(Holder.SERVER.superuserPassword());
        config.setMaximumPoolSize(LENT_AT_ONCE);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /// What owns the schema.
    public Connection asOwner() throws SQLException {
        Connection connection = asSuperuser();
        try (Statement sql = connection.createStatement()) {
            sql.execute("set role regain_owner");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(url() + "?currentSchema=regain", user, password);
    }

    @Override
    public void close() {
        HikariDataSource kept = KEPT.remove(name);
        if (kept != null) {
            kept.close();
        }
        asSuperuser("drop database " + name + " with (force)");
    }

    private static void asSuperuser(String statement) {
        TestServer server = Holder.SERVER;
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", server.superuserPassword());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
