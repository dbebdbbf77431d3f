package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.start.StartRefused;

/// Whatever is wrong with the way to the database is one sentence that says what to do.
class LoginCheckTest {

    private static final String WRONG =
            " in: %s is wrong, or that login does not exist, has expired or is not permitted"
                    + " from here (the server's log says which).";

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = TestServer.start();
        run("create role fine_migrator login password 'fine' in role regain_owner");
        run("create role weak_migrator login password 'weak'");
        run("grant connect on database regain to fine_migrator, weak_migrator");
        run("create database elsewhere");
        run("create database closed");
        run("revoke connect on database closed from public");
    }

    @AfterEach
    void undo() throws SQLException {
        for (var role : List.of("regain_app", "regain_mailer", "regain_admin")) {
            run("alter role " + role + " valid until 'infinity'");
            run("alter role " + role + " reset default_transaction_read_only");
        }
        run("alter database regain connection limit -1");
    }

    @Test
    void everythingRightIsLetThrough() {
        assertThatNoException().isThrownBy(() -> new LoginCheck(database("regain", "")).require());
        assertThatNoException()
                .isThrownBy(() -> new LoginCheck(database("regain", "", new Login("fine_migrator", "fine"))).require());
    }

    @ParameterizedTest
    @CsvSource({
        "regain_app, regain.database.app.password",
        "regain_mailer, regain.database.mailer.password",
        "regain_admin, regain.database.admin.password"
    })
    void aWrongAnEmptyAndAnExpiredPasswordNameTheirSetting(String role, String setting) throws SQLException {
        var sentence = "does not let " + role + WRONG.formatted(setting);
        refused(database("regain", role), sentence);
        run("alter role " + role + " valid until '2020-01-01'");
        refused(database("regain", ""), sentence);
    }

    @ParameterizedTest
    @CsvSource({"regain_app", "regain_mailer", "regain_admin"})
    void aRoleThatMayOnlyReadIsNamed(String role) throws SQLException {
        run("alter role " + role + " set default_transaction_read_only = on");
        refused(
                database("regain", ""),
                "is read-only for " + role + ": turn default_transaction_read_only off for it.");
    }

    @Test
    void aMigratorIsRefusedWhoseLoginFailsOrWhoMayNotBeTheOwner() {
        refused(
                database("regain", "", new Login("fine_migrator", "wrong")),
                "does not let fine_migrator"
                        + WRONG.formatted("regain.database.migrate.user or regain.database.migrate.password"));
        refused(
                database("regain", "", new Login("weak_migrator", "weak")),
                "does not let weak_migrator `set role regain_owner`: grant it that role, or set another"
                        + " regain.database.migrate.user.");
    }

    @Test
    void anotherDatabaseThanRegainsIsNamed() {
        refused(
                database("nowhere", ""),
                "does not exist: make it with roles.sql (docs/operations.md), or name the right one in"
                        + " regain.database.url.");
        refused(
                database("elsewhere", ""),
                "is not Regain's, since it has no schema \"regain\": set it up with roles.sql (docs/operations.md), or"
                        + " name the right one in regain.database.url.");
        refused(
                database("closed", ""),
                "does not permit regain_app to connect: set it up with roles.sql (docs/operations.md), or name the right"
                        + " one in regain.database.url.");
    }

    @Test
    void aServerThatTakesNobodyMoreIsSaidToBeFull() throws SQLException {
        run("alter database regain connection limit 0");
        refused(database("regain", ""), "has no connection left: raise its max_connections.");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:1/regain",
        "jdbc:postgresql://no-such-host.invalid/regain",
    })
    void aServerThatIsNotThereIsSaidToBe(String url) {
        var refused = refusal(database(url, server.appPassword(), "", null));
        assertThat(refused)
                .startsWith("The database at " + url + " cannot be reached (")
                .endsWith("): look at regain.database.url and whether it runs.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    14 | is PostgreSQL 14: Regain needs 15 or newer.
                    10 | is PostgreSQL 10: Regain needs 15 or newer.
                    19 | is PostgreSQL 19, and this Regain knows 15 to 18: use one of those, or a newer Regain.
                    """)
    void aServerOfAnotherTimeIsRefused(int version, String sentence) throws Exception {
        try (var way = new RewrittenVersion(server.url("regain"), version)) {
            refused(database(way.url(), server.appPassword(), "", null), sentence);
        }
        try (var way = new RewrittenVersion(server.url("regain"), 15)) {
            assertThatNoException()
                    .isThrownBy(() -> new LoginCheck(database(way.url(), server.appPassword(), "", null)).require());
        }
    }

    private static void refused(Database database, String sentence) {
        assertThat(refusal(database)).isEqualTo("The database at " + database.url() + " " + sentence);
    }

    private static String refusal(Database database) {
        var refused = new StartRefused[1];
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new LoginCheck(database).require())
                .satisfies(it -> refused[0] = it);
        assertThat(refused[0].sentences()).hasSize(1).allMatch(it -> it.lines().count() == 1);
        return refused[0].sentences().getFirst();
    }

    private static Database database(String name, String wrong) {
        return database(server.url(name), server.appPassword(), wrong, null);
    }

    private static Database database(String name, String wrong, Login migrator) {
        return database(server.url(name), server.appPassword(), wrong, migrator);
    }

    private static Database database(String url, String app, String wrong, @Nullable Login migrator) {
        return new Database(
                url,
                new Login(Login.APP, wrong.equals(Login.APP) ? "wrong" : app),
                new Login(Login.MAILER, wrong.equals(Login.MAILER) ? "wrong" : server.mailerPassword()),
                new Login(Login.ADMIN, wrong.equals(Login.ADMIN) ? "wrong" : server.adminPassword()),
                migrator,
                null);
    }

    private static void run(String statement) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", server.superuserPassword());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
