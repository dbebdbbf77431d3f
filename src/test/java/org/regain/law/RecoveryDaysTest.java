package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers by day say what counting everything again would say, whenever they were added up, and go on saying it when what they were
/// counted from is gone.
class RecoveryDaysTest {

    private final Court court;
    private final UUID organisation;
    private Random random = new Random(0);
    private int made;

    RecoveryDaysTest() throws SQLException {
        court = Court.inSession();
        organisation =
                court.root.sql("select id from organisation").query(UUID.class).single();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void overARandomHistoryTheNumbersAreThoseOfCountingEverythingAgain(long seed) {
        random = new Random(seed);
        var people = Stream.generate(() -> court.account("ACTIVE")).limit(4).toList();
        for (var step = 0; step < 40; step++) {
            for (var n = random.nextInt(4); n >= 0; n--) {
                live(people.get(random.nextInt(people.size())));
            }
            endLate();
            court.pass(Duration.ofMinutes(30L * random.nextInt(200)));
            if (random.nextInt(3) == 0) {
                tidy();
            }
            for (var days : List.of(1, 7, 90)) {
                assertThat(numbers(days))
                        .as("seed %s, step %s, days %s", seed, step, days)
                        .isEqualTo(countedAgain(days));
            }
        }
        assertThat(court.ask("select count(*) > 10 from recovery_day")).isTrue();
    }

    @Test
    void whatIsTidiedAwayWithADeletedAccountStaysInTheNumbers() {
        var gone = court.account("ACTIVE");
        for (var i = 0; i < 20; i++) {
            live(gone);
        }
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", gone);
        court.pass(Duration.ofDays(29));
        var before = numbers(90);
        assertThat(before).isNotEmpty();
        court.pass(Duration.ofDays(2));
        tidy();
        assertThat(court.ask("select not exists (select from flow where account_id = ?)", gone))
                .isTrue();
        assertThat(numbers(90)).isEqualTo(before);
    }

    /// Each node tidies by itself.
    @Test
    void whoFindsItBeingCountedLeavesItAndRemovesNothingThatIsNot() throws SQLException {
        var gone = court.account("ACTIVE");
        live(gone);
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", gone);
        court.root("insert into recovery_count values (true, '-infinity')");
        court.pass(Duration.ofDays(91));
        try (var other = court.database.asSuperuser()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select until from recovery_count for no key update");
            tidy();
            assertThat(court.ask(
                            "select exists (select from flow where account_id = ? and purpose = 'RECOVERY')", gone))
                    .isTrue();
            other.rollback();
        }
        tidy();
        assertThat(court.ask("select not exists (select from flow where account_id = ?)", gone))
                .isTrue();
        assertThat(court.ask("select sum(many) = 1 from recovery_day where what = 'ENDING'"))
                .isTrue();
    }

    @Test
    void aDayIsKeptForFourHundredDays() {
        live(court.account("ACTIVE"));
        court.pass(Duration.ofHours(2));
        tidy();
        court.pass(Duration.ofDays(399));
        tidy();
        assertThat(court.ask("select exists (select from recovery_day)")).isTrue();
        court.pass(Duration.ofDays(3));
        tidy();
        assertThat(court.ask("select exists (select from recovery_day) or exists (select from recovery_time)"))
                .isFalse();
    }

    @Test
    void whatWasCountedIsNotLookedAtAgain() {
        var somebody = court.account("ACTIVE");
        for (var i = 0; i < 300; i++) {
            live(somebody);
        }
        court.pass(Duration.ofHours(30));
        tidy();
        live(somebody);
        for (var question : List.of("recovery_numbers", "recovery_days", "recovery_times", "recovery_methods")) {
            assertThat(flowsRead(question)).as(question).isLessThan(20);
        }
    }

    /// By this session, in the one transaction in which it asks: rows of `flow` that were read whole or found by an index.
    private long flowsRead(String question) {
        court.root.sql("begin").update();
        try {
            court.root.sql("set local enable_seqscan = off").update();
            var read =
                    "select pg_stat_get_xact_tuples_returned(oid) + coalesce((select sum(pg_stat_get_xact_tuples_fetched(indexrelid) + pg_stat_get_xact_tuples_returned(indexrelid)) from pg_index where indrelid = c.oid), 0) from pg_class c where oid = 'regain.flow'::regclass";
            var before = court.root.sql(read).query(Long.class).single();
            ask(question, 90);
            return court.root.sql(read).query(Long.class).single() - before;
        } finally {
            court.root.sql("rollback").update();
        }
    }

    /// One recovery, as far as it gets.
    private void live(UUID account) {
        var flow = court.flow("RECOVERY", account, bytes("flow " + ++made));
        var aim = List.of("RESET", "UNLOCK", "").get(random.nextInt(3));
        court.root("update flow set aim = ? where id = ?", aim.isEmpty() ? null : aim, flow);
        if (random.nextBoolean()) {
            court.root(
                    "insert into challenge (id, flow_id, kind, attempts, expires_at) values (gen_random_uuid(), ?, 'EMAIL', ?, regain.now() + interval '10 minutes')",
                    flow,
                    random.nextInt(6));
        }
        if (random.nextBoolean()) {
            court.prove(flow, account, "ISSUED");
        }
        var over = "regain.now() + make_interval(secs => " + random.nextInt(890) + ")";
        switch (random.nextInt(6)) {
            case 0, 1 ->
                court.root("update flow set outcome = 'RESET', completed_at = " + over + " where id = ?", flow);
            case 2 -> end(flow, over, "CANCELLED");
            case 3 -> end(flow, over, "SUPERSEDED");
            case 4 -> {
                end(flow, over, "SUPERSEDED");
                court.root(
                        "insert into audit_event (id, at, kind, account_id, source, browser) select gen_random_uuid(), ended_at + interval '50 seconds', 'NOT_ME', account_id, '', '' from flow where id = ?",
                        flow);
            }
            default -> {}
        }
    }

    private void end(UUID flow, String when, String why) {
        court.root("update flow set ended_because = ?, ended_at = " + when + " where id = ?", why, flow);
    }

    /// Whatever ends an account's flows ends those too that are long over.
    private void endLate() {
        court.root("""
                update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED'
                where purpose = 'RECOVERY' and expires_at < regain.now() and ended_at is null and completed_at is null
                  and get_byte(key_hash, 0) % 3 = 0
                """);
    }

    private List<String> numbers(int days) {
        return Stream.of("recovery_numbers", "recovery_days", "recovery_times", "recovery_methods")
                .flatMap(it -> ask(it, days).stream())
                .toList();
    }

    private List<String> ask(String question, int days) {
        return rows("select it::text from " + question + "(?, ?, ?) it order by 1", organisation, first(days), today());
    }

    /// Without a number by day, from the rows themselves.
    private List<String> countedAgain(int days) {
        var all = " from recoveries(?, '-infinity', 'infinity') r where r.day between ? and ?";
        var found = new ArrayList<String>();
        for (var count : List.of(
                "select (ending, place, count(*))::text" + all + " group by ending, place order by 1",
                "select (day, count(*), count(*) filter (where place is null))::text" + all
                        + " group by day order by 1",
                "select (make_interval(secs => percentile_cont(0.5) within group (order by seconds)), make_interval(secs => percentile_cont(0.95) within group (order by seconds)))::text"
                        + all + " and place is null",
                "select (p.method, count(distinct p.flow_id))::text"
                        + all.replace("where", "join proof p on p.flow_id = r.flow_id where")
                        + " and r.place is null and p.method is not null group by p.method order by 1")) {
            found.addAll(rows(count, organisation, first(days), today()));
        }
        return found;
    }

    private List<String> rows(String query, Object... params) {
        return court.root.sql(query).params(params).query(String.class).list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(court.clock.instant(), ZoneOffset.UTC);
    }

    private LocalDate first(int days) {
        return today().minusDays(days - 1L);
    }

    private void tidy() {
        court.app.sql("select tidy()").query().listOfRows();
    }
}
