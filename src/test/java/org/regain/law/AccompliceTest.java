package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.support.Deadline;

/// Global administrators against each other: who is stopped does nothing more, and nobody becomes a second one alone.
class AccompliceTest extends RatchetScene {

    AccompliceTest() throws SQLException {}

    @Test
    void endingTheSessionsOfAGlobalAdministratorWithdrawsAllThatWaits() {
        var third = court.account("ACTIVE", "GLOBAL_ADMIN");
        console.approve(bySecond, secondKey, proposed());
        assertThat(console.change(byFirst, key, ana, "SESSIONS_ENDED")).isEqualTo("DONE");
        assertThat(waiting()).as("somebody else").isEqualTo(1);
        assertThat(console.change(byFirst, key, third, "SESSIONS_ENDED")).isEqualTo("DONE");
        assertThat(waiting()).isZero();
    }

    @Test
    void whoIsStoppedWhileTheyWaitProposesNothing() throws Exception {
        assertThat(whileTheOrganisationIsHeld(
                        () -> change("SESSION_HOURS", 24),
                        () -> court.root("update account set state = 'SUSPENDED' where id = ?", first)))
                .isEqualTo("STALE");
        assertThat(waiting()).isZero();
    }

    @Test
    void whoIsStoppedWhileTheyWaitInvitesNobody() throws Exception {
        var people =
                "[{\"email_key\":\"a@b.example\",\"email\":\"a@b.example\",\"language\":\"en\",\"roles\":[\"GLOBAL_ADMIN\"]}]";
        assertThat(whileTheOrganisationIsHeld(
                        () -> console.ask("select result from invite(?, ?, ?::jsonb, '', '')", byFirst, key, people),
                        () -> court.root("update account set state = 'SUSPENDED' where id = ?", first)))
                .isEqualTo("STALE");
        assertThat(court.ask("select not exists (select from account where state = 'UNCLAIMED')"))
                .isTrue();
    }

    @Test
    void whoIsStoppedWhileTheyWaitRenamesNothing() throws Exception {
        assertThat(whileTheOrganisationIsHeld(
                        () -> console.ask("select rename_organisation(?, ?, 'Fabrikam', '', '')", byFirst, key),
                        () -> court.root("update account set state = 'SUSPENDED' where id = ?", first)))
                .isEqualTo("STALE");
        assertThat(court.ask("select not exists (select from organisation where name = 'Fabrikam')"))
                .isTrue();
    }

    /// One administrator alone can bring back another; whoever came back today is no second one for what was proposed before.
    @ParameterizedTest
    @CsvSource({"SUSPENDED, SUSPENSION_LIFTED", "ACCOUNT_DELETED, ACCOUNT_RESTORED"})
    void whoWasBroughtBackCountsFromThenOn(String stopped, String broughtBack) {
        var third = court.account("ACTIVE", "GLOBAL_ADMIN");
        assertThat(console.change(byFirst, key, second, stopped)).isEqualTo("DONE");
        assertThat(console.change(byFirst, key, second, broughtBack)).isEqualTo("DONE");
        assertThat(court.ask(
                        "select count(*) = 1 from announcement where kind = 'GLOBAL_ADMIN_ADDED' and account_id = ?",
                        third))
                .as("the third hears of it")
                .isTrue();
        var change = proposed();
        assertThat(console.approve(console.signIn(second, bytes("again"), "PASSWORD", "TOTP"), bytes("again"), change))
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void whatWasWithdrawnBeforeKeepsItsTime() {
        var change = proposed();
        console.withdraw(bySecond, secondKey, change);
        court.pass(Duration.ofHours(1));
        court.root("update account set state = 'SUSPENDED' where id = ?", second);
        assertThat(court.ask("select withdrawn_at <= regain.now() - interval '1 hour' from policy_change"))
                .isTrue();
    }

    @Test
    void whoWasAUserAdministratorBeforeCountsFromTheHigherRoleOn() {
        var change = proposed();
        court.root("insert into account_role values (?, 'USER_ADMIN', '2020-01-01')", second);
        court.root(
                "update account_role set granted_at = regain.now() where account_id = ? and role = 'GLOBAL_ADMIN'",
                second);
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NOT_ALLOWED");
    }

    /// The other way round: what one has proposed whom another has just made an administrator, the other does not approve.
    @Test
    void whoIsNewProposesNothingThatAnOlderOneApproves() {
        court.root("update account_role set granted_at = regain.now() where account_id = ?", first);
        court.pass(Duration.ofMinutes(1));
        var change = proposed();
        court.pass(Duration.ofDays(4));
        signIn();
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NOT_ALLOWED");
        assertThat(console.withdraw(byFirst, key, change)).isEqualTo("DONE");
        assertThat(console.approve(bySecond, secondKey, proposed())).isEqualTo("DONE");
    }

    @Test
    void whatIsStricterNeedsNoApprovalAndIsNotPutOffByOne() {
        assertThat(change("PASSWORD_LENGTH", 30)).isEqualTo("DONE");
        var change =
                court.root.sql("select id from policy_change").query(UUID.class).single();
        assertThat(console.approve(bySecond, secondKey, change)).isEqualTo("NONE");
        assertThat(holds("PASSWORD_LENGTH")).isEqualTo(30);
    }

    @Test
    void whoWasInvitedAsAGlobalAdministratorIsOneFromTheClaimOn() {
        var mine = court.account("UNCLAIMED", "GLOBAL_ADMIN");
        court.root("update account_role set granted_at = regain.now() - interval '9 days' where account_id = ?", mine);
        court.root("update account set state = 'ACTIVE', claimed_at = regain.now() where id = ?", mine);
        var by = console.signIn(mine, bytes("mine"), "PASSWORD", "TOTP");
        var change = proposed();
        assertThat(console.approve(by, bytes("mine"), change)).isEqualTo("NOT_ALLOWED");
        court.root("update account set claimed_at = regain.now() - interval '73 hours' where id = ?", mine);
        assertThat(console.approve(by, bytes("mine"), change)).isEqualTo("DONE");
    }

    private String whileTheOrganisationIsHeld(Supplier<String> asking, Runnable meanwhile) throws Exception {
        try (var holding = court.database.asSuperuser()) {
            holding.setAutoCommit(false);
            holding.createStatement().execute("select from regain.organisation for update");
            var answer = CompletableFuture.supplyAsync(asking);
            await().until(() -> court.ask("select exists (select from pg_locks where not granted)"));
            meanwhile.run();
            holding.commit();
            return answer.get(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
