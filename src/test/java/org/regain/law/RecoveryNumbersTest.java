package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// How recoveries ended, as the console's role counts them: numbers, of its own organisation, and of nobody who is nobody.
class RecoveryNumbersTest {

    final Court court;
    final SingleConnectionDataSource console;
    private UUID account;
    private int made;

    RecoveryNumbersTest() throws SQLException {
        court = Court.inSession();
        console = new SingleConnectionDataSource(court.database.asAdmin(), true);
        account = UUID.randomUUID();
    }

    @BeforeEach
    void somebody() {
        account = court.account("ACTIVE");
    }

    @AfterEach
    void close() {
        console.destroy();
    }

    @Test
    void whoGotBackInIsCountedByHow() {
        var reset = court.provenRecovery(account);
        assertThat(court.finishReset(reset, KEY)).isEqualTo("DONE");
        var unlocked = open("UNLOCK");
        court.prove(unlocked, account, "ISSUED");
        court.root("update flow set password_tries = 1 where id = ?", unlocked);
        assertThat(court.finishUnlock(unlocked, bytes("flow 1"), 2)).isEqualTo("DONE");
        assertThat(numbers()).containsExactlyInAnyOrder("RESET - 1", "UNLOCKED - 1");
        assertThat(rows("select method || ' ' || many from recovery_methods(?, ?, ?)"))
                .containsExactly("EMAIL 2");
        assertThat(rows("select opened || ' ' || completed from recovery_days(?, ?, ?)"))
                .containsExactly("2 2");
    }

    @Test
    void whoGaveUpIsCountedByWhere() {
        court.root("update flow set aim = null where id = ?", open(null));
        open("RESET");
        challenge(open("RESET"), "EMAIL", 1);
        challenge(open("RESET"), "TOTP", 0);
        court.prove(open("RESET"), account, "ISSUED");
        var many = open("RESET");
        challenge(many, "SMS", 5);
        var guesser = open("UNLOCK");
        court.prove(guesser, account, "ISSUED");
        court.root("update flow set password_tries = 5 where id = ?", guesser);
        assertThat(numbers())
                .containsExactlyInAnyOrder(
                        "OPEN REASON 1",
                        "OPEN METHOD 1",
                        "OPEN EMAIL 1",
                        "OPEN TOTP 1",
                        "OPEN PASSWORD 1",
                        "TOO_MANY SMS 1",
                        "TOO_MANY PASSWORD 1");
        court.pass(Duration.ofMinutes(16));
        var given = List.of(
                "GIVEN_UP REASON 1",
                "GIVEN_UP METHOD 1",
                "GIVEN_UP EMAIL 1",
                "GIVEN_UP TOTP 1",
                "GIVEN_UP PASSWORD 1",
                "TOO_MANY SMS 1",
                "TOO_MANY PASSWORD 1");
        assertThat(numbers()).containsExactlyInAnyOrderElementsOf(given);
        court.root("update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED' where purpose = 'RECOVERY'");
        assertThat(numbers())
                .as("what was over before is not ended by what comes after")
                .containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void whoNeededASecondProofGaveUpThere() {
        court.app(account);
        court.prove(open("RESET"), account, "ISSUED");
        court.prove(open("UNLOCK"), account, "ISSUED");
        var both = open("RESET");
        court.prove(both, account, "ISSUED");
        court.prove(both, account, "TOTP");
        court.pass(Duration.ofMinutes(16));
        assertThat(numbers()).containsExactlyInAnyOrder("GIVEN_UP SECOND 1", "GIVEN_UP PASSWORD 2");
    }

    @Test
    void whatWasEndedIsCountedByWhy() {
        end(open("RESET"), "CANCELLED");
        end(open("RESET"), "SUSPENDED");
        end(open("RESET"), "SUPERSEDED");
        assertThat(numbers())
                .containsExactlyInAnyOrder("CANCELLED METHOD 1", "SUSPENDED METHOD 1", "SUPERSEDED METHOD 1");
    }

    @Test
    void aVetoIsNoOtherRecovery() {
        open("RESET");
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, 'ACCOUNT_LOCKED', regain.now() + interval '1 hour')",
                bytes("link"),
                account);
        court.app.sql("select repudiate(?)").param(bytes("link")).query().listOfRows();
        court.app
                .sql("insert into audit_event (id, kind, account_id, source, browser) values (?, 'NOT_ME', ?, '', '')")
                .params(UUID.randomUUID(), account)
                .update();
        assertThat(numbers()).containsExactly("VETOED METHOD 1");
    }

    @Test
    void decoysAndOtherOrganisationsAreInNoNumber() {
        court.flow("RECOVERY", null);
        assertThat(numbers()).isEmpty();
        open("RESET");
        var other = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", other);
        court.root("update account set organisation_id = ?", other);
        assertThat(
                        court.ask(
                                "select count(*) = 0 from recovery_numbers((select id from organisation where name <> 'Fabrikam'), '2000-01-01', '9999-12-31')"))
                .isTrue();
        assertThat(court.ask("select count(*) = 1 from recovery_numbers(?, '2000-01-01', '9999-12-31')", other))
                .isTrue();
    }

    @Test
    void eachNumberIsOfItsOwnOrganisationAndTime() {
        var who = account;
        assertThat(court.finishReset(court.provenRecovery(who), KEY)).isEqualTo("DONE");
        var numbers = List.of(
                "select many from recovery_numbers(?, ?, ?)",
                "select completed from recovery_days(?, ?, ?)",
                "select 1 from recovery_times(?, ?, ?) where median is not null and p95 is not null",
                "select many from recovery_methods(?, ?, ?)");
        assertThat(numbers).allSatisfy(it -> assertThat(rows(it)).containsExactly("1"));
        account = court.account("ACTIVE");
        var theirs = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", theirs);
        court.root("update account set organisation_id = ? where id = ?", theirs, account);
        assertThat(numbers)
                .as("read by another organisation")
                .allSatisfy(it -> assertThat(rows(it)).isEmpty());
        account = who;
        court.pass(Duration.ofDays(8));
        assertThat(numbers)
                .as("read of another time")
                .allSatisfy(it -> assertThat(rows(it)).isEmpty());
    }

    @Test
    void onlyWhatBeganInTheTimeIsCounted() {
        open("RESET");
        court.pass(Duration.ofDays(8));
        open("RESET");
        assertThat(numbers()).containsExactlyInAnyOrder("OPEN METHOD 1");
    }

    @Test
    void theTimeItTookIsTheMiddleAndTheLongOne() {
        for (var minutes : List.of(1, 2, 3, 4, 14)) {
            var flow = open("RESET");
            court.root(
                    "update flow set completed_at = opened_at + make_interval(mins => ?), outcome = 'UNLOCKED' where id = ?",
                    minutes,
                    flow);
        }
        assertThat(
                        rows(
                                "select extract(epoch from median)::integer || ' ' || extract(epoch from p95)::integer from recovery_times(?, ?, ?)"))
                .containsExactly("180 720");
    }

    private UUID open(@Nullable String aim) {
        var flow = court.flow("RECOVERY", account, bytes("flow " + ++made));
        court.root("update flow set aim = ? where id = ?", aim, flow);
        return flow;
    }

    private void challenge(UUID flow, String kind, int attempts) {
        court.root(
                "insert into challenge (id, flow_id, kind, attempts, expires_at) values (gen_random_uuid(), ?, ?, ?, regain.now() + interval '10 minutes')",
                flow,
                kind,
                attempts);
    }

    private void end(UUID flow, String why) {
        court.root("update flow set ended_at = regain.now(), ended_because = ? where id = ?", why, flow);
    }

    private List<String> numbers() {
        return rows("select ending || ' ' || coalesce(place, '-') || ' ' || many from recovery_numbers(?, ?, ?)");
    }

    /// As the console asks, of the last seven days.
    private List<String> rows(String query) {
        var organisation = court.root
                .sql("select organisation_id from account where id = ?")
                .param(account)
                .query(UUID.class)
                .single();
        var today = LocalDate.ofInstant(court.clock.instant(), ZoneOffset.UTC);
        return JdbcClient.create(console)
                .sql(query)
                .params(organisation, today.minusDays(7), today)
                .query(String.class)
                .list();
    }
}
