package org.regain.law;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.limits.Limit;

/// Every counter that is somebody's tells its owner when it closes: a line in the audit each, one announcement of a kind a day.
class ClosingCountersTest {

    /// Whose each limit is: what its owner is told, or that it is nobody's.
    private static final Map<Limit, String> LIMITS = Map.ofEntries(
            Map.entry(Limit.MESSAGES_SOON, "opens by itself before the day's does"),
            Map.entry(Limit.MESSAGES_A_DAY, "MESSAGES_USED_UP"),
            Map.entry(Limit.REQUESTS_SOON, "opens by itself before the day's does"),
            Map.entry(Limit.REQUESTS_A_DAY, "MESSAGES_USED_UP"),
            Map.entry(Limit.CONFIRMATIONS_SOON, "opens by itself before the day's does"),
            Map.entry(Limit.CONFIRMATIONS_A_DAY, "MESSAGES_USED_UP"),
            Map.entry(Limit.CURRENT_PASSWORD_TRIES, "GUESSING"),
            Map.entry(Limit.FLOWS_FROM_SOURCE, "a network's"),
            Map.entry(Limit.SIGN_INS_FROM_SOURCE, "a network's"),
            Map.entry(Limit.LINKS_FROM_SOURCE, "a network's"),
            Map.entry(Limit.PORTALS_FROM_SOURCE, "a network's"),
            Map.entry(Limit.PORTAL_CALLS_FROM_SOURCE, "a network's"),
            Map.entry(Limit.PORTAL_CALLS, "a portal's"),
            Map.entry(Limit.PORTAL_SECRETS_FROM_SOURCE, "a network's"),
            Map.entry(Limit.TEXTS_TO_PREFIX_SOON, "everybody's"),
            Map.entry(Limit.TEXTS_TO_PREFIX_A_DAY, "everybody's"),
            Map.entry(Limit.TEXTS_AN_HOUR, "everybody's"),
            Map.entry(Limit.TEXTS_A_DAY, "everybody's"),
            Map.entry(Limit.FLOWS_IN_ALL, "everybody's"));

    private final Court court = Court.inSession();
    private final UUID account = court.account("ACTIVE");
    private int keys;

    ClosingCountersTest() throws SQLException {}

    @Test
    void everyLimitIsSomebodysOrKnownToBeNobodys() {
        assertThat(LIMITS.keySet()).isEqualTo(Arrays.stream(Limit.values()).collect(toSet()));
    }

    static Stream<Limit> ofAccounts() {
        return LIMITS.entrySet().stream()
                .filter(it -> Set.of("MESSAGES_USED_UP", "GUESSING").contains(it.getValue()))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("ofAccounts")
    void aLimitOfAnAccountThatIsFullTellsItsOwnerOnce(Limit limit) {
        for (var i = 0; i < limit.most(); i++) {
            refuse(limit);
            assertNothingTold();
            take(limit);
        }
        assertToldOnce(limit.name(), LIMITS.getOrDefault(limit, ""), () -> refuse(limit));
    }

    @Test
    void aNumbersLimitTellsWhoeverHasConfirmedIt() {
        court.root(
                "insert into contact (id, account_id, kind, address, confirmed_at) values (gen_random_uuid(), ?, 'PHONE', '+34600000000', regain.now())",
                account);
        court.root(
                "insert into contact (id, account_id, kind, address) values (gen_random_uuid(), ?, 'PHONE', '+34600000000')",
                court.account("ACTIVE"));
        for (var i = 0; i < 10; i++) {
            take(Limit.MESSAGES_A_DAY);
        }
        assertToldOnce(
                "MESSAGES_A_DAY",
                "MESSAGES_USED_UP",
                () -> court.app
                        .sql("select note_number_full('+34600000000', 'MESSAGES_A_DAY', ?, 10, interval '1 day')")
                        .param(bytes("subject"))
                        .query()
                        .listOfRows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "SMS", "TOTP"})
    void tenAnswersAnHourByOneMethodTellItsOwner(String kind) {
        assertTold("METHOD_HELD " + kind, "GUESSING", () -> guess(kind, 10));
    }

    @Test
    void aHundredInARowTellThatTheMethodIsClosed() {
        for (var i = 0; i < 9; i++) {
            guess("EMAIL", 10);
            court.pass(Duration.ofMinutes(61));
        }
        forget();
        assertTold("METHOD_CLOSED EMAIL", "METHOD_CLOSED", () -> guess("EMAIL", 10));
        court.pass(Duration.ofDays(1));
        court.root("truncate announcement, audit_event");
        assertToldOnce("METHOD_CLOSED EMAIL", "METHOD_CLOSED", () -> guess("EMAIL", 1));
    }

    /// Two guesses in each of very many recoveries, at what cannot be guessed and is counted nowhere else.
    @ParameterizedTest
    @ValueSource(strings = {"SAVED_CODE", "PASSKEY"})
    void moreThanTenAnswersADayTellItsOwnerWhateverIsGuessedAt(String kind) {
        guess(kind, 10);
        assertNothingTold();
        assertToldOnce("ANSWERS_A_DAY", "GUESSING", () -> guess(kind, 1));
    }

    @Test
    void aHundredWrongPasswordsTellThatThePasswordIsClosed() {
        for (var i = 0; i < 99; i++) {
            trySignIn();
        }
        forget();
        assertTold("PASSWORD_CLOSED", "METHOD_CLOSED", this::trySignIn);
    }

    @Test
    void fiveTriesAtTheExistingPasswordTellItsOwner() {
        var flow = court.provenRecovery(account);
        for (var i = 0; i < 4; i++) {
            tryExisting(flow);
        }
        assertNothingTold();
        assertToldOnce("EXISTING_PASSWORD", "GUESSING", () -> tryExisting(flow));
    }

    @Test
    void nobodysCountersTellNobody() {
        for (var i = 0; i < 15; i++) {
            var flow = challenged("TOTP", null);
            court.app
                    .sql("select answer_was_wrong(?, ?, challenge_id) from begin_answer(?, ?)")
                    .params(flow, key(), flow, key())
                    .query()
                    .listOfRows();
        }
        assertNothingTold();
    }

    private byte[] key() {
        return bytes("key " + keys);
    }

    private UUID challenged(String kind, @Nullable UUID whose) {
        keys++;
        var flow = court.flow("RECOVERY", whose, key());
        court.root("""
                insert into challenge (id, flow_id, kind, nonce, expires_at)
                values (gen_random_uuid(), ?, ?, case ? when 'PASSKEY' then sha256('x') end, regain.now() + interval '9 minutes')
                """, flow, kind, kind);
        return flow;
    }

    /// Each in a recovery of its own.
    private void guess(String kind, int times) {
        for (var i = 0; i < times; i++) {
            var flow = challenged(kind, account);
            court.app
                    .sql("select * from answer_challenge(?, ?, array [?], ?)")
                    .params(flow, key(), bytes("wrong"), bytes("next " + keys))
                    .query()
                    .listOfRows();
        }
    }

    private void trySignIn() {
        court.app
                .sql("select sign_in_wrong(?, ?, null, ?) from begin_sign_in(?, ?, null)")
                .params(account, bytes("name"), bytes("wrong " + keys++), "name of " + account, bytes("name"))
                .query()
                .listOfRows();
        court.pass(Duration.ofMinutes(61));
    }

    private void tryExisting(UUID flow) {
        court.app
                .sql("select password_try_was_wrong(?, ?) where count_password_try(?, ?)")
                .params(flow, KEY, flow, KEY)
                .query()
                .listOfRows();
    }

    private void take(Limit limit) {
        var seconds = limit.window().toSeconds();
        court.app
                .sql("select take_place(?, ?, ?, make_interval(secs => ?))")
                .params(limit.name(), bytes("subject"), limit.most(), seconds)
                .query()
                .listOfRows();
    }

    private void refuse(Limit limit) {
        var seconds = limit.window().toSeconds();
        court.app
                .sql("select note_full(?, ?, ?, ?, make_interval(secs => ?))")
                .params(account, limit.name(), bytes("subject"), limit.most(), seconds)
                .query()
                .listOfRows();
    }

    private void assertToldOnce(String counter, String kind, Runnable closing) {
        assertTold(counter, kind, closing);
        closing.run();
        assertThat(told(counter, kind)).as("once").isTrue();
    }

    private void assertTold(String counter, String kind, Runnable closing) {
        closing.run();
        assertThat(told(counter, kind))
                .as("%s: one line, one announcement", counter)
                .isTrue();
    }

    private boolean told(String counter, String kind) {
        return court.ask("""
                select (select array_agg(detail) from audit_event where kind = 'COUNTER_CLOSED' and account_id = ?) = array [cast(? as text)]
                   and (select array_agg(kind) from announcement where account_id = ?) = array [cast(? as text)]
                """, account, counter, account, kind);
    }

    private void assertNothingTold() {
        assertThat(court.ask("select not exists (select from announcement) and not exists (select from audit_event)"))
                .isTrue();
    }

    /// What was told on the way to a rarer end; none of it was told of that end.
    private void forget() {
        court.root("delete from announcement where kind = 'GUESSING'");
        court.root("delete from audit_event where detail not like '%CLOSED%'");
    }
}
