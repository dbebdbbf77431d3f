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

/// The ratchet: stricter at once, weaker by two global administrators and after three days.
class RatchetTest extends RatchetScene {

    RatchetTest() throws SQLException {}

    @Test
    void whatIsStricterHoldsAtOnceByOneAlone() {
        assertThat(change("PASSWORD_LENGTH", 20)).isEqualTo("DONE");
        assertThat(holds("PASSWORD_LENGTH")).isEqualTo(20);
        assertThat(change("SESSION_HOURS", 4)).isEqualTo("DONE");
        assertThat(holds("SESSION_HOURS")).isEqualTo(4);
        assertThat(audited("POLICY_TIGHTENED", first, "PASSWORD_LENGTH 15 20")).isTrue();
        assertThat(court.ask("select not exists (select from announcement)")).isTrue();
    }

    @Test
    void toWaitLessIsWeakerAndToWaitLongerIsStricter() {
        assertThat(change("WAITING_HOURS", 48)).isEqualTo("PROPOSED");
        assertThat(holds("WAITING_HOURS")).isEqualTo(72);
        assertThat(change("WAITING_HOURS", 96)).isEqualTo("DONE");
        assertThat(holds("WAITING_HOURS")).isEqualTo(96);
    }

    @Test
    void whatIsWeakerWaitsForASecondAndThenThreeDaysAndNotASecondLess() {
        var change = proposed();
        assertThat(holds("SESSION_HOURS")).isEqualTo(12);
        court.pass(Duration.ofDays(5));
        assertThat(holds("SESSION_HOURS")).isEqualTo(12);
        signIn();
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("DONE");
        court.pass(THREE_DAYS.minusSeconds(1));
        assertThat(holds("SESSION_HOURS")).isEqualTo(12);
        court.pass(Duration.ofSeconds(2));
        assertThat(holds("SESSION_HOURS")).isEqualTo(24);
    }

    @Test
    void everybodyIsToldAtTheApprovalAndWhoIsSuspendedToo() {
        var diego = court.account("SUSPENDED");
        court.account("UNCLAIMED");
        court.account("DELETED");
        var change = proposed();
        assertThat(court.ask("select not exists (select from announcement)")).isTrue();
        console.approve(bySecond, secondKey, change);
        assertThat(court.root
                        .sql("select account_id from announcement where kind = 'POLICY_LOOSENED'")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(first, second, ana, diego);
    }

    @Test
    void eachStepIsWrittenDownWithWhoTookIt() {
        var change = proposed();
        assertThat(audited("POLICY_LOOSENING_PROPOSED", first, "SESSION_HOURS 12 24"))
                .isTrue();
        console.approve(bySecond, secondKey, change);
        assertThat(audited("POLICY_LOOSENING_APPROVED", second, "SESSION_HOURS 12 24"))
                .isTrue();
        console.withdraw(byFirst, key, change);
        assertThat(audited("POLICY_LOOSENING_WITHDRAWN", first, "SESSION_HOURS 12 24"))
                .isTrue();
    }

    @Test
    void whoProposedItDoesNotApproveIt() {
        assertThat(console.approve(byFirst, key, proposed())).isEqualTo("NOT_ALLOWED");
    }

    @Test
    void whoGotTheRoleLaterThanThreeDaysBeforeTheProposalDoesNotApproveIt() {
        var change = proposed();
        court.root(
                "update account_role set granted_at = (select proposed_at - interval '72 hours' + interval '1 second' from policy_change) where account_id = ?",
                second);
        court.pass(Duration.ofDays(9));
        signIn();
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NOT_ALLOWED");
        court.root(
                "update account_role set granted_at = granted_at - interval '1 second' where account_id = ?", second);
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("DONE");
    }

    @Test
    void aUserAdministratorChangesApprovesAndWithdrawsNothing() {
        var change = proposed();
        court.root("insert into account_role values (?, 'USER_ADMIN', '2020-01-01')", ana);
        var by = console.signIn(ana, bytes("ana"), "PASSWORD", "TOTP");
        var before = court.rows();
        assertThat(console.changePolicy(by, bytes("ana"), "PASSWORD_LENGTH", 20))
                .isEqualTo("STALE");
        assertThat(console.approve(by, bytes("ana"), change)).isEqualTo("STALE");
        assertThat(console.withdraw(by, bytes("ana"), change)).isEqualTo("STALE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void changingAndApprovingTakesAFreshProofAndWithdrawingAnyOfTheSession() {
        var change = proposed();
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(change("PASSWORD_LENGTH", 20)).isEqualTo("STALE");
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("STALE");
        court.pass(Duration.ofHours(24));
        assertThat(console.withdraw(bySecond, secondKey, change)).isEqualTo("STALE");
        signIn();
        court.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(console.withdraw(bySecond, secondKey, change)).isEqualTo("DONE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWithdrawnNeverHolds(boolean approved) {
        var change = proposed();
        if (approved) {
            console.approve(bySecond, secondKey, change);
        }
        assertThat(console.withdraw(bySecond, secondKey, change)).isEqualTo("DONE");
        assertThat(console.withdraw(bySecond, secondKey, change)).isEqualTo("NONE");
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NONE");
        court.pass(Duration.ofDays(9));
        assertThat(holds("SESSION_HOURS")).isEqualTo(12);
    }

    @Test
    void whatHoldsIsNotWithdrawn() {
        var change = proposed();
        console.approve(bySecond, secondKey, change);
        court.pass(THREE_DAYS.plusSeconds(1));
        signIn();
        assertThat(console.withdraw(bySecond, secondKey, change)).isEqualTo("NONE");
        assertThat(holds("SESSION_HOURS")).isEqualTo(24);
    }

    @Test
    void tighteningTheSameSettingWithdrawsTheWeakeningThatWaits() {
        var change = proposed();
        console.approve(bySecond, secondKey, change);
        assertThat(change("PASSWORD_LENGTH", 20)).isEqualTo("DONE");
        assertThat(waiting()).isEqualTo(1);
        assertThat(change("SESSION_HOURS", 8)).isEqualTo("DONE");
        court.pass(Duration.ofDays(9));
        assertThat(holds("SESSION_HOURS")).isEqualTo(8);
    }

    @Test
    void oneWeakeningOfASettingWaitsAtATimeAndNoneForLongerThanThirtyDays() {
        var change = proposed();
        assertThat(change("SESSION_HOURS", 18)).isEqualTo("UNCHANGED");
        assertThat(change("SESSION_HOURS", 12)).isEqualTo("UNCHANGED");
        court.pass(Duration.ofDays(30).plusSeconds(1));
        signIn();
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NONE");
        assertThat(change("SESSION_HOURS", 18)).isEqualTo("PROPOSED");
    }

    @Test
    void whatHoldsForLongerThanThirtyDaysIsWhatAChangeIsMeasuredBy() {
        change("PASSWORD_LENGTH", 20);
        var proposed = proposed();
        court.pass(Duration.ofDays(31));
        signIn();
        assertThat(change("PASSWORD_LENGTH", 18)).isEqualTo("PROPOSED");
        assertThat(holds("PASSWORD_LENGTH")).isEqualTo(20);
        assertThat(court.ask("select withdrawn_at is null from policy_change where id = ?", proposed))
                .as("of another setting")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED' where id = :second",
                "update account set state = 'DELETED' where id = :second",
                "delete from account_role where account_id = :second",
                "update account set password_compromised_at = regain.now() where id = :second",
                "update account set frozen_at = regain.now() where id = :second",
            })
    void whateverStopsAGlobalAdministratorWithdrawsAllThatWaits(String stopping) {
        console.approve(bySecond, secondKey, proposed());
        change("NEW_METHOD_HOURS", 100);
        court.pass(Duration.ofSeconds(1));
        assertThat(change("NEW_METHOD_HOURS", 72)).isEqualTo("PROPOSED");
        assertThat(waiting()).isEqualTo(2);
        court.root.sql(stopping.replace(":second", ":ana")).param("ana", ana).update();
        assertThat(waiting()).as("somebody else").isEqualTo(2);
        court.root.sql(stopping).param("second", second).update();
        assertThat(waiting()).isZero();
        assertThat(holds("NEW_METHOD_HOURS")).as("what is in force").isEqualTo(100);
        court.pass(Duration.ofDays(9));
        assertThat(holds("SESSION_HOURS")).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "RECOVERY_PROOFS, 1, 2",
        "PASSWORD_LENGTH, 15, 64",
        "PASSWORD_LENGTH_WITH_FACTOR, 8, 64",
        "NEW_METHOD_HOURS, 72, 336",
        "WAITING_HOURS, 24, 168",
        "SESSION_HOURS, 1, 24",
        "FRESH_PROOF_MINUTES, 1, 15"
    })
    void nothingIsSetBeyondItsBounds(String setting, int lowest, int highest) {
        for (var value : List.of(lowest - 1, highest + 1, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            assertThat(change(setting, value)).as(setting + " " + value).isEqualTo("OUT_OF_BOUNDS");
        }
        for (var value : List.of(lowest, highest)) {
            assertThat(change(setting, value)).as(setting + " " + value).isIn("DONE", "PROPOSED", "UNCHANGED");
        }
        assertThat(change("NO_SUCH_SETTING", lowest)).isEqualTo("OUT_OF_BOUNDS");
    }

    @Test
    void theChangeOfAnotherOrganisationIsNobodys() {
        var change = proposed();
        var other = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", other);
        court.root("update account set organisation_id = ? where id = ?", other, second);
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NONE");
        assertThat(console.withdraw(bySecond, secondKey, change)).isEqualTo("NONE");
        assertThat(console.changePolicy(bySecond, secondKey, "PASSWORD_LENGTH", 20))
                .isEqualTo("DONE");
        assertThat(holds("PASSWORD_LENGTH")).isEqualTo(15);
    }
}
