package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.embedded.EmbeddedServer;
import org.regain.start.StartRefused;
import org.regain.support.Cost;
import org.regain.support.Thorough;

/// Regain does not start on a database that somebody has changed. Whatever is changed here is rolled back.
class CatalogTest {

    private static final Path FILE = Path.of("src/main/resources/db/expected-catalog.txt");

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @SuppressWarnings("NullAway.Init")
    private static Catalog expected;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = TestServer.start();
        if (Boolean.getBoolean("regain.write-catalog")) {
            Files.write(FILE, after("").lines());
        }
        expected = new Catalog(new TreeSet<>(Files.readAllLines(FILE)));
    }

    @Test
    void theExpectedCatalogIsWhatTheMigrationsMake() throws IOException, SQLException {
        assertThat(after("").lines())
                .as(
                        "After a change of the database: mvn test -Dtest=CatalogTest -Dregain.write-catalog=true, and read the diff")
                .isEqualTo(expected.lines());
    }

    @Test
    void theWebsOwnLoginSeesAllOfIt() {
        assertThatNoException().isThrownBy(() -> new CatalogCheck(expected).require(database()));
    }

    @Thorough
    @Test
    void itTakesNoTimeThatAnybodyNotices() {
        var check = new CatalogCheck(expected);
        // Of which a start opens some dozens.
        Cost.noLonger(() -> check.require(database()), 50, () -> {
            try (var connection = superuser()) {
                assertThat(connection.isClosed()).isFalse();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            grant update on regain.password to regain_app                        | table password (changed)
            grant select on regain.saved_code to public                          | table saved_code (changed)
            grant select on regain.account to regain_app with grant option       | table account (changed)
            grant select (mac) on regain.saved_code to regain_app                | column saved_code.mac (changed)
            revoke select on regain.password from regain_app                     | table password (changed)
            grant execute on function regain.lock_flow(uuid, bytea, text) to regain_app | function lock_flow(uuid, bytea, text) (changed)
            grant create on schema regain to regain_app                          | schema regain (changed)
            create or replace function regain.required_classes(p_account uuid) returns integer language sql stable security definer set search_path = pg_catalog, regain, pg_temp as 'select 1' | function required_classes(uuid) (changed)
            create or replace function regain.now() returns timestamptz language sql stable return statement_timestamp() - interval '1 year' | function now() (changed)
            alter function regain.valid_proofs(uuid) security invoker            | function valid_proofs(uuid) (changed)
            alter function regain.valid_proofs(uuid) set search_path = public    | function valid_proofs(uuid) (changed)
            alter function regain.valid_proofs(uuid) owner to postgres           | function valid_proofs(uuid) (changed)
            drop function regain.put_off_check(uuid)                             | function put_off_check(uuid) (missing)
            create function regain.mine() returns integer language sql as 'select 1' | function mine() (added)
            create function regain.has_role(a uuid, b varchar[]) returns boolean language sql as 'select true' | function has_role(uuid, character varying[]) (added)
            create function pg_catalog.mine() returns integer language sql as 'select 1' | function pg_catalog.mine() (added)
            create operator regain.=== (leftarg = text, rightarg = text, function = texteq) | operator regain.===(text,text) (added)
            alter table regain.flow disable trigger stays_over                   | trigger stays_over on flow (changed)
            alter table regain.flow enable replica trigger stays_over            | trigger stays_over on flow (changed)
            drop trigger stays_over on regain.challenge                          | trigger stays_over on challenge (missing)
            create trigger mine before insert on regain.account for each row execute function suppress_redundant_updates_trigger() | trigger mine on account (added)
            alter table regain.password owner to postgres                        | table password (changed)
            alter table regain.password set unlogged                             | table password (changed)
            alter table regain.password enable row level security                | table password (changed)
            create policy mine on regain.account                                 | policy mine on regain.account (added)
            create rule mine as on insert to regain.audit_event do instead nothing | rule mine on audit_event (added)
            create table regain.mine (n integer)                                 | table mine (added)
            create table public.mine () inherits (regain.proof)                  | child public.mine of proof (added)
            create view regain.mine as select 1 as n                             | view mine (added)
            create domain regain.mine as text                                    | type mine (added)
            alter table regain.account add column mine text                      | column account.mine (added)
            alter table regain.account alter column state drop not null          | column account.state (changed)
            alter table regain.proof alter column serves_from set default now()  | column proof.serves_from (changed)
            alter table regain.account drop constraint account_state_check       | constraint account_state_check on account (missing)
            alter table regain.proof_use drop constraint proof_use_pkey          | constraint proof_use_pkey on proof_use (missing)
            alter table regain.proof_use drop constraint proof_use_proof_id_fkey | constraint proof_use_proof_id_fkey on proof_use (missing)
            drop index regain.challenge_live                                     | index challenge_live on challenge (missing)
            create index mine on regain.account (state)                          | index mine on account (added)
            alter role regain_app superuser                                      | role regain_app (changed)
            alter role regain_admin bypassrls                                    | role regain_admin (changed)
            alter role regain_mailer createrole                                  | role regain_mailer (changed)
            alter role regain_owner login                                        | role regain_owner (changed)
            alter role regain_app set session_replication_role = replica         | role regain_app (changed)
            alter role regain_admin in database regain set search_path = public  | setting regain_admin (added)
            alter database regain set session_replication_role = replica         | setting for everybody (added)
            grant regain_owner to regain_app                                     | member regain_app of regain_owner (added)
            grant pg_write_all_data to regain_mailer                             | member regain_mailer of pg_write_all_data (added)
            alter default privileges for role regain_owner grant select on tables to regain_app | default privileges of regain_owner on r (added)
            alter default privileges for role regain_owner grant execute on functions to public | default privileges of regain_owner on f (missing)
            """)
    void whatSomebodyChangedIsNamed(String statement, String named) throws IOException, SQLException {
        assertThat(expected.differences(after(statement))).contains(named);
    }

    @Test
    void whatIsOverStaysOverForAReplicaToo() throws SQLException {
        try (var connection = superuser();
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("""
                set local session_replication_role = replica;
                insert into regain.flow (id, purpose, key_hash, name_mac, language, source, browser, expires_at, ended_at, ended_because)
                values (gen_random_uuid(), 'RECOVERY', sha256(''), sha256(''), 'en', '', '', regain.now() + interval '1 minute', regain.now(), '')
                """);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> sql.execute("update regain.flow set ended_at = null, ended_because = null"))
                    .withMessageContaining("What is over stays over");
        }
    }

    @Test
    void aForeignKeyThatIsNotKeptIsNamed() throws IOException, SQLException {
        assertThat(expected.differences(after("alter table regain.proof_use disable trigger all")))
                .hasSize(4)
                .allMatch(difference -> difference.matches("trigger RI_.* on proof_use \\(added\\)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // One login migrates.
                "create role mine login; grant regain_owner to mine",
                "create role mine superuser login; create role other superuser login; grant regain_owner to mine, other",
                // For these, PostgreSQL writes down what held before without a word.
                "grant all on regain.password to regain_owner",
                "analyze regain.account; comment on table regain.account is 'mine'",
                "alter role regain_app password 'another' connection limit 20",
                "alter database regain set statement_timeout = '30s'",
                "set intervalstyle = iso_8601; set quote_all_identifiers = on; set search_path = regain; set timezone = 'Asia/Tokyo'"
            })
    void whatIsTheOperatorsIsNot(String statement) throws IOException, SQLException {
        assertThat(expected.differences(after(statement))).isEmpty();
    }

    @Test
    void aSecondLoginThatCanBecomeTheOwnerIsNamed() throws IOException, SQLException {
        assertThat(expected.differences(
                        after("create role mine login; create role friends; create role yours login in role friends;"
                                + " grant regain_owner to mine, friends")))
                .containsExactly("members of regain_owner (added)");
    }

    @Test
    void theRefusalIsOneSentenceThatNamesFive() throws SQLException {
        try (var connection = superuser();
                var sql = connection.createStatement()) {
            sql.execute(
                    "create function regain.mine() returns integer language sql as 'select 1';"
                            + " grant delete on regain.audit_event, regain.password, regain.flow, regain.proof, regain.contact to regain_app");
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> database().makeReady(expected))
                    .withMessageMatching(
                            "The database at jdbc:postgresql://127.0.0.1:[0-9]+/regain is not as this Regain"
                                    + " made it: function mine\\(\\) \\(added\\); table audit_event \\(changed\\); table contact"
                                    + " \\(changed\\); table flow \\(changed\\); table password \\(changed\\); and 1 more: find out"
                                    + " who changed it, and put it back \\(docs/operations.md\\)\\.");
            sql.execute(
                    "drop function regain.mine();"
                            + " revoke delete on regain.audit_event, regain.password, regain.flow, regain.proof, regain.contact from regain_app");
        }
        assertThatNoException().isThrownBy(() -> database().makeReady(expected));
    }

    /// What the web's login sees of a database in which a superuser has just run this.
    private static Catalog after(String statement) throws IOException, SQLException {
        try (Connection connection = superuser();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute(statement + "; set local role regain_app");
            return Catalog.of(connection);
        }
    }

    private static Database database() {
        return new Database(
                server.url("regain"),
                new Login(Login.APP, server.appPassword()),
                new Login(Login.MAILER, server.mailerPassword()),
                new Login(Login.ADMIN, server.adminPassword()),
                null,
                null);
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(server.url("regain"), EmbeddedServer.SUPERUSER, server.superuserPassword());
    }
}
