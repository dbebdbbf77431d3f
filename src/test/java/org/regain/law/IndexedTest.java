package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every request asks costs the same however many people there are: it finds its rows by an index, in each table that grows with
/// people and time. With few rows PostgreSQL would read a table whole anyway, so it is told not to where it can help it.
class IndexedTest {

    private static final String HASH = "sha256('x'::bytea)";

    private final Court court = Court.inSession();
    private UUID account;
    private UUID flow;

    IndexedTest() throws SQLException {}

    @BeforeEach
    void somebodyProvesWhoTheyAre() {
        account = court.account("ACTIVE", "USER_ADMIN");
        flow = court.flow("RECOVERY", account);
        court.app.sql("set enable_seqscan = off").update();
        // Functions keep the plans that they made in this session for another test.
        court.app.sql("discard plans").update();
        // As PostgreSQL keeps a plan once a statement was asked for often.
        court.app.sql("set plan_cache_mode = force_generic_plan").update();
        court.app.sql("begin").update();
    }

    @AfterEach
    void asBefore() {
        court.app.sql("rollback").update();
        court.app.sql("reset enable_seqscan").update();
        court.app.sql("reset plan_cache_mode").update();
    }

    /// Whoever does not say it is taken to give a thousand, and then PostgreSQL reads the table whole with which they are compared.
    @Test
    void whatGivesRowsSaysAboutHowMany() {
        assertThat(court.root.sql("""
                        select proname from pg_proc
                        where pronamespace = 'regain'::regnamespace and proretset and prorows = 1000 and provolatile <> 'i'
                        """).query(String.class).list()).isEmpty();
    }

    /// What is asked for by `in (select … limit … skip locked)` PostgreSQL may ask again for each row that it looks at, and finds others each
    /// time: all that there are go at once, in the square of their number.
    @Test
    void whatTakesSomeAsksOnceWhich() {
        assertThat(court.root.sql("""
                        select proname from pg_proc
                        where pronamespace = 'regain'::regnamespace and prosrc ~* '\\min\\s*\\(\\s*select[^;]*skip locked'
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void noMoreIsTakenThanWasAskedForHoweverPostgresqlPlans() {
        court.root(
                "insert into announcement (account_id, kind) values (?, 'SUSPENDED'), (?, 'SUSPENDED')",
                account,
                account);
        court.app.sql("set local enable_seqscan = on").update();
        for (var way : List.of("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan", "bitmapscan")) {
            court.app.sql("set local enable_" + way + " = off").update();
        }
        assertThat(court.app
                        .sql("select kind from take_announcements(1)")
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "find_portal_access('CODE', HASH)",
                "find_portal_access('ACCESS', HASH)",
                "find_portal_access('REFRESH', HASH)",
                "portals_of(ACCOUNT)",
                "valid_proofs(FLOW)",
                "needed_classes(FLOW)",
                "two_asked(ACCOUNT)",
                "available_classes(ACCOUNT)",
                "open_waiting(ACCOUNT)",
                "what_happened(FLOW)",
                "set_aside_of(FLOW)",
                "in_directory(ACCOUNT)",
                "offered_move(ACCOUNT)",
            })
    void findsByAnIndex(String call) {
        var sql = call.replace("HASH", HASH)
                .replace("ACCOUNT", "'" + account + "'")
                .replace("FLOW", "'" + flow + "'");
        var before = readWhole();
        court.app.sql("select * from " + sql).query().listOfRows();
        assertThat(readWhole()).as(call).isEqualTo(before);
    }

    /// In a place of some hundred people PostgreSQL may read all of a small table rather than look some rows up, and did so for each
    /// proof that was asked whether its address "exists".
    @Test
    void aProofIsLookedUpAmongFewToo() {
        court.root.sql("begin").update();
        try {
            court.root.sql("""
                            insert into regain.contact (id, account_id, kind, address, confirmed_at)
                            select gen_random_uuid(), :account, 'EMAIL', 'a@b.example', regain.now() from generate_series(1, 300)
                            """).param("account", account).update();
            court.root.sql("""
                            insert into regain.proof (flow_id, account_id, class, method, contact_id, contact_version)
                            select :flow, :account, 'ISSUED', 'EMAIL', id, version from regain.contact limit 20
                            """).param("flow", flow).param("account", account).update();
            court.root.sql("analyze regain.contact, regain.proof").update();
            var before = wholeReadsOfAddresses();
            assertThat(court.root
                            .sql("select 1 from regain.valid_proofs(:flow)")
                            .param("flow", flow)
                            .query(Integer.class)
                            .list())
                    .hasSize(20);
            assertThat(wholeReadsOfAddresses()).isEqualTo(before);
        } finally {
            court.root.sql("rollback").update();
        }
    }

    private long wholeReadsOfAddresses() {
        return court.root
                .sql("select pg_stat_get_xact_numscans('regain.contact'::regclass)")
                .query(Long.class)
                .single();
    }

    /// Counters have no time of their own to be found by, what is counted is a row a day, a replaced password is found beside the next
    /// one, and what portals may know goes within days.
    private static final List<String> READ_WHOLE = List.of(
            "delivery_day",
            "factor_guard",
            "invitation_list",
            "limit_count",
            "method_guard",
            "password",
            "portal_access",
            "recovery_count",
            "recovery_day",
            "recovery_time");

    @Test
    void whatIsOverIsFoundByAnIndex() {
        // As it is outside of tests, whose shifted time PostgreSQL takes for another in each row.
        court.root.sql("alter function regain.now() stable").update();
        try {
            court.app.sql("discard plans").update();
            var before = readWhole();
            court.app.sql("select tidy()").query().listOfRows();
            assertThat(readWhole())
                    // What a test before this one read, PostgreSQL reports up to ten seconds later.
                    .filteredOn(table -> !before.contains(table))
                    .extracting(table -> table.substring(0, table.indexOf(' ')))
                    .isSubsetOf(READ_WHOLE);
        } finally {
            court.root.sql("alter function regain.now() volatile").update();
        }
    }

    /// How often each table was read whole by this session, as far as it has not been reported yet.
    private List<String> readWhole() {
        return court.app.sql("""
                        select relname || ' ' || pg_stat_get_xact_numscans(oid) from pg_class
                        where relnamespace = 'regain'::regnamespace and relkind in ('r', 'p')
                        and pg_stat_get_xact_numscans(oid) > 0 and relname not in ('organisation', 'policy_setting', 'signing_key')
                        order by relname
                        """).query(String.class).list();
    }
}
