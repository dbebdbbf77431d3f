package org.regain.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.regain.embedded.EmbeddedServer;
import org.regain.start.StartRefused;

/// A database that is made to be looked at and is gone afterwards: a PostgreSQL of its own in a folder of its own, in which nothing of the
/// one that is in use can be reached.
///
/// A dump is a program, and what it defines may run whenever something of it is read or changed: as long as it is there, only logins that
/// may do nothing outside this database read and change it.
public final class ThrowawayDatabase implements AutoCloseable {

    private static final String RESTORER = "regain_restorer";
    private static final String DISK_FULL = "53100";
    private static final Map<String, String> QUICK = Map.of("fsync", "off", "full_page_writes", "off");

    private final EmbeddedServer server;
    private final Login restorer;
    private final Database database;
    private final boolean endsServer;

    /// @param endsServer false: somebody else's, and goes on
    ThrowawayDatabase(EmbeddedServer server, boolean endsServer, SecureRandom random) {
        var password = new byte[32];
        random.nextBytes(password);
        var all = Database.embedded(server);
        this.server = server;
        this.restorer = new Login(RESTORER, HexFormat.of().formatHex(password));
        this.database = new Database(all.url(), all.app(), all.mailer(), all.admin(), restorer, null);
        this.endsServer = endsServer;
    }

    /// Starts a PostgreSQL for it alone.
    ///
    /// @param folder that is empty, and removed by whoever made it once this is closed
    /// @throws StartRefused in one sentence, when it cannot start
    public static ThrowawayDatabase start(Path folder, SecureRandom random) {
        return new ThrowawayDatabase(EmbeddedServer.start(folder, QUICK, random), true, random);
    }

    /// Runs what `pg_dump` wrote, into a database in which nothing is.
    ///
    /// @throws StartRefused in one sentence, when PostgreSQL refuses some of it
    public void restore(BufferedReader dump) {
        try {
            inServer("drop database if exists regain with (force)");
            inServer("drop role if exists " + RESTORER);
            new RoleScript(server).run();
            inServer("create role " + RESTORER + " login password '" + restorer.password() + "' in role regain_owner");
            inDatabase("drop schema regain");
            try (var connection = connection()) {
                if (!new DumpScript(connection).run(dump)) {
                    throw new StartRefused(
                            "It ends in the middle: pg_dump did not get to its end, or the file was cut off.");
                }
            }
            // Neither calls anything that the dump defined.
            inDatabase("reassign owned by " + RESTORER + " to regain_owner");
            inDatabase("drop owned by " + RESTORER);
        } catch (SQLException e) {
            throw DISK_FULL.equals(e.getSQLState())
                    ? new StartRefused("There is no room to restore it: " + Refusals.firstLine(e) + ".", e)
                    : new StartRefused("PostgreSQL refuses what is in it: " + Refusals.firstLine(e) + ".", e);
        } catch (IOException e) {
            throw new StartRefused("It cannot be read to its end: " + Refusals.firstLine(e) + ".", e);
        }
    }

    /// What it was before it is brought up to date.
    ///
    /// @return the version of its tables; null where it is no database of Regain's
    public @Nullable String version() {
        var there = "select to_regclass('regain.flyway_schema_history') is not null";
        return answer(there).equals("t")
                ? answer(
                        "select coalesce((select version from regain.flyway_schema_history where success and version is not null order by installed_rank desc limit 1), 'none')")
                : null;
    }

    /// Brings it to this release, and looks whether it is then as this release makes it.
    ///
    /// @throws StartRefused in one sentence, when a newer release made it, or it is another
    public void makeReady() {
        try {
            database.bringUpToDate();
            new CatalogCheck(Catalog.expected()).require(database);
        } catch (IOException e) {
            throw new StartRefused("What a database should be could not be read: " + e.getMessage(), e);
        }
    }

    /// As the web's role, which can change no credential here either.
    public DataSource app() {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.app().user());
        source.setPassword(database.app().password());
        return source;
    }

    /// What this query gives, seen by the owner of all that is in it.
    ///
    /// @param query with one row
    public String answer(String query) {
        try (var connection = connection();
                var sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new StartRefused("What was restored cannot be read: " + Refusals.firstLine(e), e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), restorer.user(), restorer.password());
    }

    private void inServer(String statement) throws SQLException {
        try (var connection = root("postgres");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private void inDatabase(String statement) throws SQLException {
        try (var connection = root("regain");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private Connection root(String name) throws SQLException {
        return DriverManager.getConnection(
                server.url(name), EmbeddedServer.SUPERUSER, server.passwords().superuser());
    }

    @Override
    public void close() throws IOException {
        if (endsServer) {
            server.close();
        }
    }
}
