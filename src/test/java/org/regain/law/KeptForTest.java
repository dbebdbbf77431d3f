package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// For how long `tidy` leaves what counts, locks or waits.
class KeptForTest {

    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final Court court;
    private final UUID account;

    KeptForTest() throws SQLException {
        court = Court.inSession();
        account = court.account("ACTIVE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    limit_count      | P2D  | (name, subject, times) values ('X', 'x', array [regain.now() - interval '5 days', regain.now()])
                    method_guard     | P30D | (subject, kind, recent, consecutive) values ('x', 'TOTP', array [regain.now()], 99)
                    sign_in_guard    | P2D  | (subject, failures) values ('x', 99)
                    method_guard     | P400D | (subject, kind, recent, consecutive) values ('x', 'TOTP', array [regain.now()], 100)
                    method_guard     | P400D | (subject, kind, account_id, recent, consecutive) values ('x', 'TOTP', :account, array [regain.now()], 100)
                    sign_in_guard    | P400D | (subject, failures) values ('x', 100)
                    sign_in_guard    | P400D | (subject, account_id, failures) values (sign_in_subject(false, 'x', :account, null), :account, 100)
                    told_today       | P2D  | (account_id, what) values (:account, 'X')
                    factor_guard     | P2D  | (account_id, recent) values (:account, array [regain.now()])
                    outbox           | P7D  | (id, created_at, expires_at, not_before, channel, state, settled_at) values (gen_random_uuid(), regain.now(), regain.now(), regain.now(), 'EMAIL', 'SENT', regain.now())
                    used_challenge   | PT5M | (hash, expires_at) values (sha256('x'), regain.now() + interval '5 minutes')
                    repudiation_link | P8D  | (token_hash, account_id, kind, expires_at) values (sha256('x'), :account, 'X', regain.now() + interval '7 days')
                    permit           | P8D  | (mac, account_id, contact_id, expires_at) select sha256('x'), account_id, id, regain.now() + interval '7 days' from contact
                    audit_event      | P400D | (id, kind, source, browser) values (gen_random_uuid(), 'SIGNED_IN', '', '')
                    known_device     | P400D | (token_hash, account_id, created_at) values (sha256('x'), :account, regain.now() - interval '900 days')
                    saved_code       | P30D | (id, account_id, mac, used_at, retired_at) values (gen_random_uuid(), :account, sha256('x'), regain.now() - interval '90 days', regain.now())
                    claim_link       | P33D | (token_hash, account_id, expires_at) values (sha256('x'), :account, regain.now() + interval '3 days')
                    spring_session   | PT1H | (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time) values ('x', 'x', 0, 0, 3600, (extract(epoch from regain.now()) + 3600) * 1000)
                    invitation_list  | PT1H | (organisation_id, account_id, people) select organisation_id, id, '[]' from account
                    """)
    void isKeptForThatLongAndNoLonger(String table, Duration kept, String row) {
        court.root
                .sql("insert into " + table + " " + row)
                .param("account", account)
                .update();
        court.pass(kept.minus(MOMENT));
        tidy();
        assertThat(court.ask("select count(*) = 1 from " + table)).as("kept").isTrue();
        court.pass(MOMENT.multipliedBy(2));
        tidy();
        assertThat(court.ask("select count(*) = 0 from " + table)).as("gone").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign_in_guard (subject, account_id, failures) select sign_in_subject(true, 'x', id, null), id, 100 from account",
                "method_guard (subject, account_id, kind, recent, consecutive) select answer_subject(true, f, 'TOTP'), account_id, 'TOTP', array [regain.now()], 100 from flow f",
                "saved_code (id, account_id, mac, used_at) select gen_random_uuid(), id, sha256('x'), regain.now() from account",
                "outbox (id, created_at, expires_at, not_before, channel) values (gen_random_uuid(), regain.now(), regain.now(), regain.now(), 'EMAIL')"
            })
    void whatIsLockedForGoodOrStillWaitsStays(String row) {
        court.root("insert into " + row);
        court.pass(Duration.ofDays(401));
        tidy();
        assertThat(court.ask("select count(*) = 1 from " + row.substring(0, row.indexOf(' '))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SIGN_IN, false", "REGISTER, false", "CLAIM, false", "RECOVERY, true"})
    void aFlowStaysForADayUnlessItIsCountedOrALinkLeadsToIt(String purpose, boolean stays) {
        var flow = court.flow(purpose, account);
        var linked = court.flow("CLAIM", account, bytes("linked"));
        court.root(
                "insert into claim_link (token_hash, account_id, expires_at, flow_id) values (sha256('x'), ?, regain.now(), ?)",
                account,
                linked);
        court.pass(Duration.ofDays(1).minus(MOMENT));
        tidy();
        assertThat(court.ask("select exists (select from flow where id = ?)", flow))
                .isTrue();
        court.pass(MOMENT.multipliedBy(2));
        tidy();
        assertThat(court.ask("select exists (select from flow where id = ?)", flow))
                .isEqualTo(stays);
        assertThat(court.ask("select exists (select from flow where id = ?)", linked))
                .as("a link leads to it")
                .isTrue();
    }

    @Test
    void aPasswordThatWasReplacedGoesAfterThirtyDaysAndTheFlowOfTodaysStays() {
        var first = court.flow("RECOVERY", account, bytes("first"));
        var second = court.flow("RECOVERY", account, bytes("second"));
        court.root("update flow set completed_at = regain.now(), outcome = 'RESET' where purpose = 'RECOVERY'");
        court.root(
                "insert into password (account_id, version, phc, flow_id) values (?, 2, ?, ?), (?, 3, ?, ?)",
                account,
                Court.NEW,
                first,
                account,
                Court.OLD,
                second);
        court.pass(Duration.ofDays(30).minus(MOMENT));
        tidy();
        assertThat(count("password")).isEqualTo(3);
        court.pass(MOMENT.multipliedBy(2));
        tidy();
        assertThat(court.password(account)).isEqualTo("3 " + Court.OLD);
        assertThat(count("password")).isOne();
        assertThat(count("flow")).as("counted for long").isEqualTo(3);
        court.pass(Duration.ofDays(370));
        tidy();
        assertThat(court.root.sql("select id from flow").query(UUID.class).list())
                .as("by which today's password came to be")
                .containsExactly(second);
    }

    @Test
    void noTransactionIsLongAndWhoeverTidiesAsksAgain() {
        court.root("""
                insert into audit_event (id, at, kind, source, browser)
                select gen_random_uuid(), regain.now() - interval '401 days', 'SIGNED_IN', '', '' from generate_series(1, 12000)
                """);
        assertThat(List.of(tidy(), tidy(), tidy(), tidy())).containsExactly(5000, 5000, 2000, 0);
        assertThat(count("audit_event")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"400, true", "401, false"})
    void whatWasDeliveredIsCountedForFourHundredDays(int days, boolean stays) {
        court.root("""
                insert into delivery_day (day, channel, place, outcome, many)
                values ((regain.now() at time zone 'UTC')::date - ?, 'EMAIL', 'b.example', 'SENT', 1)
                """, days);
        tidy();
        assertThat(court.ask("select exists (select from delivery_day)")).isEqualTo(stays);
    }

    private int tidy() {
        return court.app.sql("select tidy()").query(Integer.class).single();
    }

    private int count(String table) {
        return court.root
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
