package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.embedded.EmbeddedServer;
import org.regain.start.StartRefused;

/// A PostgreSQL of one's own, from empty to up to date.
class MigrationsTest {

    private static final Login MIGRATOR = new Login("sample_migrator", "for this test");

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = TestServer.start();
        run("postgres", "create role sample_migrator login password 'for this test' in role regain_owner");
    }

    @BeforeEach
    void makeAnEmptyDatabase() throws SQLException {
        run("postgres", "create database empty owner regain_owner template template0");
        run("empty", "create schema regain authorization regain_owner");
        run("empty", "grant usage on schema regain to regain_app");
    }

    @AfterEach
    void dropIt() throws SQLException {
        run("postgres", "drop database empty with (force)");
    }

    @Test
    void aSchemaThatIsBehindIsRefusedInOneSentence() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Migrations(empty(null)).bringUpToDate())
                .withMessageMatching(
                        "The schema at jdbc:postgresql://127.0.0.1:[0-9]+/empty is at version none, and this Regain"
                                + " needs [0-9]+: set regain.database.migrate.user and regain.database.migrate.password,"
                                + " and Regain brings it up to date at the start.");
    }

    @Test
    void otherFunctionsAreRefusedInOneSentenceUntilAMigratingLoginBringsThem() throws SQLException {
        new Migrations(empty(MIGRATOR)).bringUpToDate();
        run("empty", "update regain.flyway_schema_history set checksum = 1 where script = 'R__30_proving.sql'");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Migrations(empty(null)).bringUpToDate())
                .withMessageMatching(
                        "The schema at jdbc:postgresql://127.0.0.1:[0-9]+/empty is at version [0-9]+, and this Regain"
                                + " needs other functions in it: set regain.database.migrate.user and .*");
        new Migrations(empty(MIGRATOR)).bringUpToDate();
        assertThatNoException().isThrownBy(() -> new Migrations(empty(null)).bringUpToDate());
    }

    @Test
    void aMigratingLoginBringsItUpToDateAndIsNotNeededAgain() throws SQLException {
        new Migrations(empty(MIGRATOR)).bringUpToDate();
        assertThatNoException().isThrownBy(() -> new Migrations(empty(null)).bringUpToDate());
    }

    @Test
    void everythingMadeBelongsToTheOwner() throws SQLException {
        new Migrations(empty(MIGRATOR)).bringUpToDate();
        assertThat(ask("""
            select count(*) from pg_class
            where relnamespace = 'regain'::regnamespace and relowner <> 'regain_owner'::regrole
            """)).isEqualTo("0");
        assertThat(ask("select count(*) > 1 from pg_tables where schemaname = 'regain'"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSchemaThatANewerRegainMadeIsLeftAlone(boolean withMigrator) throws SQLException {
        new Migrations(empty(MIGRATOR)).bringUpToDate();
        run("empty", """
            insert into regain.flyway_schema_history
                (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (999, '999', 'to come', 'SQL', 'V999__to_come.sql', '', 0, true)
            """);
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Migrations(empty(withMigrator ? MIGRATOR : null)).bringUpToDate())
                .withMessage("The schema at " + server.url("empty") + " is at version 999, which a newer Regain made:"
                        + " start that one, or restore an earlier backup of the database.");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamed() {
        Database nowhere =
                new Database("jdbc:postgresql://127.0.0.1:1/regain", MIGRATOR, MIGRATOR, MIGRATOR, null, null);
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Migrations(nowhere).bringUpToDate())
                .withMessageStartingWith(
                        "The database at jdbc:postgresql://127.0.0.1:1/regain could not be made ready: ");
    }

    private static Database empty(@Nullable Login migrator) {
        return new Database(
                server.url("empty"),
                new Login(Login.APP, server.appPassword()),
                new Login(Login.MAILER, server.mailerPassword()),
                new Login(Login.ADMIN, server.adminPassword()),
                migrator,
                null);
    }

    private static void run(String database, String statement) throws SQLException {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = connect("empty");
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.url(database), EmbeddedServer.SUPERUSER, server.superuserPassword());
    }
}
