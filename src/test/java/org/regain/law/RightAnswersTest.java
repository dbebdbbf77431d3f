package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.verification.Method;

/// A right answer is nobody's guess: it fills no counter, closes nothing and tells nobody, and what others answered wrongly stays counted.
class RightAnswersTest {

    private final Court court = Court.inSession();
    private final Answering answering = new Answering(court);
    private final UUID account = answering.somebodyWithEverything();
    private int flows;

    RightAnswersTest() throws SQLException {}

    @ParameterizedTest
    @EnumSource
    void elevenRightOnesInADayTellNobody(Method method) {
        for (var i = 0; i < 11; i++) {
            answerRightly(method);
        }
        answerWrongly("PASSKEY");
        assertThat(told()).isEmpty();
    }

    /// Wrong ones are of what nothing else counts, so only the day's counter can tell.
    @Test
    void aStrangersWrongOnesStayCountedHoweverOftenTheOwnerIsRight() {
        for (var i = 0; i < 10; i++) {
            answerWrongly("SAVED_CODE");
            answerRightly(Method.TOTP);
            answerRightly(Method.EMAIL);
        }
        assertThat(told()).isEmpty();
        answerWrongly("SAVED_CODE");
        assertThat(told()).containsExactly("ANSWERS_A_DAY");
        for (var i = 0; i < 5; i++) {
            answerRightly(Method.TOTP);
        }
        assertThat(court.ask(
                        "select places_taken_of_many('ANSWERS_A_DAY', uuid_send(?), interval '1 day') = 11", account))
                .isTrue();
    }

    /// What was counted in one twelfth of the day and judged in the next.
    @Test
    void whatIsGivenBackIsOneOfThem() {
        take("a", 3);
        court.pass(Duration.ofHours(2));
        take("a", 2);
        give("a", 3);
        court.pass(Duration.ofHours(2));
        assertThat(taken("a")).isEqualTo(2);
        give("a", 5);
        assertThat(taken("a")).isZero();
        take("a", 1);
        assertThat(taken("a")).isOne();
        court.pass(Duration.ofDays(1));
        assertThat(taken("a")).as("never more than were, within the day").isZero();
    }

    @ParameterizedTest
    @CsvSource({"TOTP, 9", "EMAIL, 9", "SMS, 9", "TOTP, 99", "EMAIL, 99"})
    void theLastOneBeforeAMethodClosesTellsNobodyWhereItIsRight(Method method, int wrongBefore) {
        court.root("delete from method_guard");
        answerWrongly(method.name());
        court.root(
                "update method_guard set consecutive = ?, recent = array_fill(regain.now() - interval '1 minute', array [?])",
                wrongBefore,
                Math.min(wrongBefore % 90, 9));
        answerRightly(method);
        assertThat(told()).isEmpty();
        assertThat(court.ask("select not exists (select from method_guard)"))
                .as("it is open")
                .isTrue();
    }

    @Test
    void theFifthTryAtTheExistingPasswordTellsNobodyUntilItWasWrong() {
        var flow = court.provenRecovery(account);
        for (var i = 0; i < 5; i++) {
            assertThat(court.ask("select count_password_try(?, ?)", flow, KEY)).isTrue();
        }
        assertThat(told()).isEmpty();
        court.app
                .sql("select password_try_was_wrong(?, ?)")
                .params(flow, bytes("another browser's"))
                .query()
                .listOfRows();
        assertThat(told()).isEmpty();
        court.app
                .sql("select password_try_was_wrong(?, ?)")
                .params(flow, KEY)
                .query()
                .listOfRows();
        assertThat(told()).containsExactly("EXISTING_PASSWORD");
    }

    @Test
    void theHundredthPasswordTellsNobodyUntilItWasWrong() {
        ninetyNineWrongPasswords();
        trySignIn();
        assertThat(told()).isEmpty();
        court.app
                .sql("select sign_in_wrong(?, ?, null, ?)")
                .params(account, bytes("name"), bytes("a mistake"))
                .query()
                .listOfRows();
        assertThat(told()).containsExactly("PASSWORD_CLOSED");
    }

    /// Right on an account that is stopped, or not looked at: it was the ninety-ninth that was wrong, and none after it.
    @Test
    void theHundredthPasswordClosesNothingWhereItIsGivenBack() {
        ninetyNineWrongPasswords();
        trySignIn();
        court.app
                .sql("select sign_in_not_judged(?, ?, null, true)")
                .params(account, bytes("name"))
                .query()
                .listOfRows();
        assertThat(court.ask("""
                        select bool_and(failures = 99 and locked_until > regain.now() and locked_until <= regain.now() + interval '1 hour')
                        from sign_in_guard
                        """)).isTrue();
        assertThat(told()).isEmpty();
        court.pass(Duration.ofHours(1));
        trySignIn();
        assertThat(court.ask("select bool_and(failures = 100 and locked_until = 'infinity') from sign_in_guard"))
                .isTrue();
    }

    private void ninetyNineWrongPasswords() {
        trySignIn();
        court.root("update sign_in_guard set failures = 99, locked_until = regain.now()");
    }

    private void trySignIn() {
        assertThat(court.app
                        .sql("select shown_until is null and quiet_until is null from begin_sign_in(?, ?, null)")
                        .params("name of " + account, bytes("name"))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private void answerRightly(Method method) {
        court.root("update totp set last_step = 0");
        court.root("update passkey set sign_count = 0");
        court.root("update saved_code set used_at = null");
        var flow = flow();
        answering.prove(flow, key(), account, method);
        assertThat(court.ask("select exists (select from proof where flow_id = ?)", flow))
                .isTrue();
    }

    private void answerWrongly(String kind) {
        var flow = flow();
        court.root("""
                insert into challenge (id, flow_id, kind, nonce, expires_at)
                values (gen_random_uuid(), ?, ?, case ? when 'PASSKEY' then sha256('x') end, regain.now() + interval '9 minutes')
                """, flow, kind, kind);
        court.app
                .sql("select answer_was_wrong(?, ?, challenge_id) from begin_answer(?, ?)")
                .params(flow, key(), flow, key())
                .query()
                .listOfRows();
    }

    private UUID flow() {
        flows++;
        return court.flow("RECOVERY", account, key());
    }

    private byte[] key() {
        return bytes("flow " + flows);
    }

    private void take(String subject, int times) {
        for (var i = 0; i < times; i++) {
            court.app
                    .sql("select take_place_of_many('X', ?, 2147483647, interval '1 day')")
                    .param(bytes(subject))
                    .query()
                    .listOfRows();
        }
    }

    private void give(String subject, int times) {
        for (var i = 0; i < times; i++) {
            court.root
                    .sql("select give_place_of_many_back('X', ?)")
                    .param(bytes(subject))
                    .query()
                    .listOfRows();
        }
    }

    private int taken(String subject) {
        return court.root
                .sql("select places_taken_of_many('X', ?, interval '1 day')")
                .param(bytes(subject))
                .query(Integer.class)
                .single();
    }

    private List<String> told() {
        return court.root
                .sql(
                        "select detail from audit_event where kind = 'COUNTER_CLOSED' and account_id = ? order by at, detail")
                .param(account)
                .query(String.class)
                .list();
    }
}
