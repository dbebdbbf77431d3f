package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is seen in a directory: a password that somebody set past Regain, and people who are let in there no more.
class DirectorySeenTest extends DirectoryScene {

    @AutoClose
    final Console console = new Console(court);

    DirectorySeenTest() throws SQLException {}

    @Test
    void aPasswordThatSomebodySetPastRegainFreezesAndEndsAndIsTold() {
        var account = inDirectory("ACTIVE");
        signedIn(account);
        var recovery = court.flow("RECOVERY", account);
        assertThat(found(account, before())).isFalse();
        assertThat(nothingIsOpen(account)).isFalse();
        assertThat(found(account, after())).isTrue();
        assertThat(nothingIsOpen(account)).isTrue();
        assertThat(court.ask("select ended_at is not null from flow where id = ?", recovery))
                .isTrue();
        assertThat(court.ask("select frozen_at is not null and auth_epoch = 1 from account where id = ?", account))
                .isTrue();
        assertThat(told(account, "PASSWORD_MOVED")).isEqualTo(1);
        assertThat(audited(account, "PASSWORD_MOVED")).isEqualTo(1);
        var before = court.rows();
        assertThat(found(account, after())).as("seen twice").isFalse();
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void oneThatWasSetBackIsAnotherOneToo() {
        assertThat(found(inDirectory("ACTIVE"), before().minusSeconds(1))).isTrue();
    }

    @Test
    void theFirstTimeThatADirectorySaysIsAnotherOneThanNone() {
        var account = inDirectory("ACTIVE");
        court.root("update directory_person set changed_at = null where account_id = ?", account);
        assertThat(found(account, null)).as("the directory does not say").isFalse();
        assertThat(told(account, "PASSWORD_MOVED")).isZero();
        assertThat(found(account, before())).isTrue();
        assertThat(found(account, null)).as("nor any more").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNCLAIMED", "DELETED"})
    void nobodyIsToldOfAnAccountThatIsNobodys(String state) {
        var account = inDirectory("UNCLAIMED");
        court.root(
                "update account set state = ?, deleted_at = case when ? = 'DELETED' then regain.now() end where id = ?",
                state,
                state,
                account);
        assertThat(found(account, after())).isFalse();
        assertThat(told(account, "PASSWORD_MOVED") + audited(account, "PASSWORD_MOVED") + epoch(account))
                .isZero();
        assertThat(court.ask("select frozen_at is null from account where id = ?", account))
                .isTrue();
    }

    @Test
    void whatIsBeingWrittenIsNotTakenForSomebodyElses() {
        var account = inDirectory("ACTIVE");
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        var before = court.rows();
        assertThat(found(account, after())).isFalse();
        assertThat(before.since(court.database)).isEmpty();
        refused(flow);
        assertThat(found(account, after())).isTrue();
    }

    /// Who reads the whole directory for a minute may have read somebody before their password was written.
    @Test
    void anOlderAnswerChangesNothing() {
        var account = inDirectory("ACTIVE");
        var asked = court.clock.instant();
        court.pass(Duration.ofSeconds(1));
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(written(flow)).isEqualTo("DONE");
        var before = court.rows();
        assertThat(found(account, before(), asked)).isFalse();
        assertThat(before.since(court.database)).isEmpty();
        court.pass(Duration.ofSeconds(1));
        assertThat(found(account, before())).as("asked since").isTrue();
    }

    /// The clock of who asks may be ahead, and no answer is from the future.
    @Test
    void noAnswerKeepsTheNextOnesAway() {
        var account = inDirectory("ACTIVE");
        assertThat(found(account, after(), court.clock.instant().plusSeconds(3600)))
                .isTrue();
        court.pass(Duration.ofSeconds(1));
        assertThat(found(account, before())).isTrue();
    }

    @Test
    void whoIsOutThereIsOutHere() {
        var account = inDirectory("ACTIVE");
        signedIn(account);
        assertThat(standing(account, true)).isEqualTo("UNCHANGED");
        assertThat(standing(account, false)).isEqualTo("SUSPENDED");
        assertThat(state(account)).isEqualTo("SUSPENDED");
        assertThat(nothingIsOpen(account)).isTrue();
        assertThat(epoch(account)).isEqualTo(1);
        assertThat(told(account, "SUSPENDED")).isEqualTo(1);
        assertThat(audited(account, "SUSPENDED")).isEqualTo(1);
        assertThat(standing(account, false)).isEqualTo("UNCHANGED");

        assertThat(standing(account, true)).isEqualTo("SUSPENSION_LIFTED");
        assertThat(state(account)).isEqualTo("ACTIVE");
        assertThat(told(account, "SUSPENSION_LIFTED")).isEqualTo(1);
        assertThat(audited(account, "SUSPENSION_LIFTED")).isEqualTo(1);
        assertThat(court.ask("select suspended_at is null from account where id = ?", account))
                .isTrue();
        assertThat(standing(account, true)).isEqualTo("UNCHANGED");
    }

    @Test
    void whoHasNotClaimedComesBackUnclaimedAndIsNotMailed() {
        var account = inDirectory("UNCLAIMED");
        assertThat(standing(account, false)).isEqualTo("SUSPENDED");
        assertThat(standing(account, true)).isEqualTo("SUSPENSION_LIFTED");
        assertThat(state(account)).isEqualTo("UNCLAIMED");
        assertThat(number("select count(*)::integer from announcement")).isZero();
    }

    /// Before, while and after the directory did it; and once it was deleted and brought back.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "suspended out back",
                "suspended lifted out back",
                "out lifted suspended back",
                "out lifted suspended out back",
                "out deleted restored back",
                "out deleted back",
                "deleted out restored back",
            })
    void onlyWhatTheDirectoryStoppedIsLiftedWhenTheyAreBack(String history) {
        var administrator = court.account("ACTIVE", "GLOBAL_ADMIN");
        court.app(administrator);
        var account = inDirectory("ACTIVE");
        for (var step : List.of(history.split(" "))) {
            court.pass(Duration.ofSeconds(1));
            switch (step) {
                case "out", "back" -> standing(account, step.equals("back"));
                case "suspended" -> change(administrator, account, "SUSPENDED");
                case "lifted" -> change(administrator, account, "SUSPENSION_LIFTED");
                case "deleted" -> change(administrator, account, "ACCOUNT_DELETED");
                case String _ -> change(administrator, account, "ACCOUNT_RESTORED");
            }
        }
        var expected = switch (history) {
            case "suspended out back", "out lifted suspended back", "out lifted suspended out back" -> "SUSPENDED";
            case "out deleted back" -> "DELETED";
            case String _ -> "ACTIVE";
        };
        assertThat(state(account)).isEqualTo(expected);
    }

    @Test
    void anAdministratorWhoIsLiftedWhileTheyAreOutIsOutAgain() {
        var administrator = court.account("ACTIVE", "GLOBAL_ADMIN");
        court.app(administrator);
        var account = inDirectory("ACTIVE");
        standing(account, false);
        change(administrator, account, "SUSPENSION_LIFTED");
        assertThat(standing(account, false)).isEqualTo("SUSPENDED");
    }

    /// Whoever runs the directory could otherwise bring a second administrator in at once.
    @Test
    void whoComesBackWithARoleIsNewAndTheOthersHearOfIt() {
        var other = court.account("ACTIVE", "GLOBAL_ADMIN");
        var account = inDirectory("ACTIVE", "GLOBAL_ADMIN");
        court.root("update account_role set granted_at = regain.now() - interval '1 year'");
        standing(account, false);
        standing(account, true);
        assertThat(court.ask(
                        "select granted_at > regain.now() - interval '1 minute' from account_role where account_id = ?",
                        account))
                .isTrue();
        assertThat(told(other, "GLOBAL_ADMIN_ADDED")).isEqualTo(1);
        assertThat(told(account, "GLOBAL_ADMIN_ADDED")).isZero();
    }

    @Test
    void theLastGlobalAdministratorIsOutTooAndComesBackByTheDirectory() {
        var account = inDirectory("ACTIVE", "GLOBAL_ADMIN");
        assertThat(standing(account, false)).isEqualTo("SUSPENDED");
        assertThat(standing(account, true)).isEqualTo("SUSPENSION_LIFTED");
    }

    @Test
    void whoIsInNoDirectoryIsNotTouched() {
        var account = court.account("ACTIVE");
        var before = court.rows();
        assertThat(standing(account, false)).isEqualTo("UNCHANGED");
        assertThat(found(account, after())).isFalse();
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void whoIsErasedIsErasedHere() {
        var account = inDirectory("ACTIVE");
        assertThat(begin(court.provenRecovery(account))).isEqualTo("OK");
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", account);
        court.pass(Duration.ofDays(31));
        app.sql("select tidy()").query((_, _) -> "").list();
        assertThat(number("select count(*)::integer from directory_person")
                        + number("select count(*)::integer from directory_write"))
                .isZero();
    }

    private String state(UUID account) {
        return court.root
                .sql("select state from account where id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private void change(UUID administrator, UUID account, String change) {
        var key = bytes(UUID.randomUUID().toString());
        assertThat(console.change(console.signIn(administrator, key, "PASSWORD", "TOTP"), key, account, change))
                .isEqualTo("DONE");
    }
}
