package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.regain.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What each role may do with each table, column and function: `permitted.txt`, and not one thing more.
/// The whole list is compared, so a new table, column or function fails here until somebody has written down whose it is.
class RolesTest {

    private static final List<String> ROLES = List.of("regain_app", "regain_mailer", "regain_admin", "sample_stranger");

    @SuppressWarnings("NullAway.Init")
    private static TestPostgres database;

    @SuppressWarnings("NullAway.Init")
    private static Connection superuser;

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient sql;

    @BeforeAll
    static void open() throws SQLException {
        database = TestPostgres.fresh();
        superuser = database.asSuperuser();
        sql = JdbcClient.create(new SingleConnectionDataSource(superuser, true));
        sql.sql("do $$ begin create role sample_stranger; exception when duplicate_object then null; end $$")
                .update();
        sql.sql("alter role sample_stranger login password 'for this test'").update();
    }

    @AfterAll
    static void close() throws SQLException {
        superuser.close();
        database.close();
    }

    @Test
    void eachRoleMayDoWhatIsWrittenDownAndNothingElse() throws SQLException, IOException {
        assertThat(found()).isEqualTo(written());
    }

    @Test
    void theFunctionsThatDoTheWorkAreNobodysToCall() throws SQLException {
        var inner = List.of("""
                lock_flow write_password end_what_was_open keep_saved_codes replace_saved_codes count_answer
                clear_lock answers_resume_at answer_subject count_flow_answer put_proof use_step take_app_step
                proven_classes note_shortfall complete_sign_in fresh_sign_in served_from note_wrong_password
                take_sign_in_try sign_in_subject hold_counters import_account make_account note_event
                standing_proofs password_seen key_of live_methods take_away reset_refusal apply_reset
                """.split("\\s+"));
        var functions = Attempts.functions(sql).stream()
                .filter(signature -> inner.contains(signature.substring(0, signature.indexOf('('))))
                .toList();
        assertThat(functions).hasSize(inner.size());
        for (var role : ROLES) {
            try (var connection = as(role)) {
                for (var function : functions) {
                    assertThat(new Attempts(connection).runs(function))
                            .as("%s runs %s", role, function)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void noRoleCanGiveItselfMore() throws SQLException {
        for (var role : ROLES) {
            try (var connection = as(role)) {
                var attempts = new Attempts(connection);
                for (var statement : List.of(
                        "create table regain.mine (n integer)",
                        "create table public.mine (n integer)",
                        "create function regain.mine() returns integer language sql as 'select 1'",
                        "create function public.mine() returns integer language sql as 'select 1'",
                        "create or replace function regain.tidy() returns void language sql as 'select 1'",
                        "alter function regain.required_classes(uuid) security invoker",
                        "drop function regain.required_classes(uuid)",
                        "grant execute on function regain.lock_flow(uuid, bytea, text) to public",
                        "alter schema regain rename to mine",
                        "create role mine superuser",
                        "alter role regain_owner login",
                        "grant regain_owner to current_user",
                        "set role regain_owner",
                        "set session_replication_role = replica",
                        "alter default privileges for role regain_owner grant all on tables to public",
                        "copy (select 1) to program 'true'",
                        "copy regain.password to '/tmp/mine'",
                        "select pg_read_file('PG_VERSION')",
                        "select rolpassword from pg_authid",
                        "create extension dblink schema regain")) {
                    assertThat(attempts.fails(statement))
                            .as("%s: %s", role, statement)
                            .isEqualTo("42501");
                }
            }
        }
    }

    /// A grant without the right to give it on is a warning and no error, so the catalogue is asked.
    @Test
    void nobodyMayPassOnWhatTheyMay() {
        assertThat(sql.sql("""
                        select relname::text from pg_class, aclexplode(relacl) acl
                        where relnamespace = 'regain'::regnamespace and acl.is_grantable and acl.grantee <> relowner
                        union all select proname from pg_proc, aclexplode(proacl) acl
                        where pronamespace = 'regain'::regnamespace and (acl.grantee = 0 or acl.is_grantable and acl.grantee <> proowner)
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void everyFunctionFindsItsNamesInTheSamePlaces() {
        assertThat(sql.sql("""
                        select oid::regprocedure::text from pg_proc
                        where pronamespace = 'regain'::regnamespace and (prosecdef or prolang <> (select oid from pg_language
                            where lanname = 'sql') or proname <> 'now')
                          and proconfig is distinct from array ['search_path=pg_catalog, regain, pg_temp'] and prosqlbody is null
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void nobodyButTheOwnerOwnsAnything() {
        assertThat(sql.sql("""
                        select classid::regclass || ' ' || objid from pg_shdepend
                        where deptype = 'o' and refobjid in (select oid from pg_roles where rolname in
                              ('regain_app', 'regain_mailer', 'regain_admin', 'sample_stranger'))
                        """).query(String.class).list()).isEmpty();
        assertThat(sql.sql("""
                        select relname::text from pg_class where relnamespace = 'regain'::regnamespace
                           and relowner <> 'regain_owner'::regrole
                        union all select proname from pg_proc where pronamespace = 'regain'::regnamespace
                           and proowner <> 'regain_owner'::regrole
                        union all select nspname from pg_namespace where nspname = 'regain' and nspowner <> 'regain_owner'::regrole
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void theRolesAreNoMoreThanRoles() {
        assertThat(sql.sql("""
                        select rolname from pg_roles where rolname like 'regain%'
                          and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
                               or rolcanlogin = (rolname = 'regain_owner'))
                        """).query(String.class).list()).isEmpty();
        assertThat(sql.sql("select count(*) from pg_auth_members where member::regrole::text like 'regain%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(database.url(), "regain_owner", "guess"));
    }

    /// In the database of real use, not in the copy a test gets: rights on the database itself are not copied.
    @Test
    void strangersDoNotGetIntoTheDatabaseAndNobodyMakesTemporaryTables() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(
                        new TestPostgres("regain").url(), "sample_stranger", "for this test"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThat(sql.sql("""
                        select r from unnest(array ['regain_app', 'regain_mailer', 'regain_admin']) r
                        where has_database_privilege(r, 'regain', 'TEMP') or has_database_privilege(r, 'regain', 'CREATE')
                        """).query(String.class).list()).isEmpty();
    }

    private static Connection as(String role) throws SQLException {
        return switch (role) {
            case "regain_app" -> database.asApp();
            case "regain_mailer" -> database.asMailer();
            case "regain_admin" -> database.asAdmin();
            case String stranger -> DriverManager.getConnection(database.url(), stranger, "for this test");
        };
    }

    private static Map<String, String> found() throws SQLException {
        var found = new LinkedHashMap<String, List<String>>();
        for (var role : ROLES) {
            try (var connection = as(role)) {
                var attempts = new Attempts(connection);
                for (var table : Attempts.tables(sql).entrySet()) {
                    var can = found.computeIfAbsent("table " + table.getKey(), _ -> new ArrayList<>());
                    attempts.on(table.getKey(), table.getValue()).forEach(what -> can.add(role + " " + what));
                }
                for (var function : Attempts.functions(sql)) {
                    var can = found.computeIfAbsent("function " + function, _ -> new ArrayList<>());
                    if (attempts.runs(function)) {
                        can.add(role);
                    }
                }
            }
        }
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join("\n", entry.getValue())));
    }

    /// Paragraphs: a table or a function, then a line for each right on it.
    private static Map<String, String> written() throws IOException {
        try (var file = Objects.requireNonNull(RolesTest.class.getResourceAsStream("permitted.txt"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^#.*\n", "")
                    .replaceAll("\n +", " ");
            return text.strip().lines().collect(Collectors.groupingBy(String::strip)).keySet().stream()
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split(": ?", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].replace("; ", "\n")));
        }
    }
}
