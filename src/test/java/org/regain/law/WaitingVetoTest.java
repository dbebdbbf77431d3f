package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Deadline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Who ends a waiting: everybody who is told of it, and whoever has what was said to be lost.
class WaitingVetoTest extends WaitingScene {

    WaitingVetoTest() throws SQLException {}

    @ParameterizedTest
    @ValueSource(strings = {"WAITING_BEGUN", "WAITING_RUNS", "ACCOUNT_LOCKED", "METHOD_REMOVED"})
    void thisWasntMeEndsItWhateverTheNoticeWasAbout(String notice) {
        waits();
        repudiates(notice);
        isStopped("VETOED");
        assertThat(court.ask("select frozen_at is not null from account where id = ?", account))
                .isTrue();
    }

    @Test
    void aSecondThisWasntMeEndsAWaitingThatBeganAfterTheFirst() {
        repudiates("ACCOUNT_LOCKED");
        waits();
        repudiates("WAITING_BEGUN");
        isStopped("VETOED");
    }

    @Test
    void anySessionOfTheAccountObjectsHoweverOld() {
        var session = signedIn(account);
        waits();
        court.pass(java.time.Duration.ofHours(11));
        var recovery = shows("ISSUED");
        assertThat(objects(session)).isTrue();
        isStopped("VETOED");
        assertThat(resets(recovery)).as("what was under way is over").isEqualTo("GONE");
        assertThat(court.ask("select frozen_at is not null and auth_epoch = 0 from account where id = ?", account))
                .isTrue();
        assertThat(objects(session)).as("nothing waits any more").isFalse();
    }

    @Test
    void noSessionOfAnybodyElseObjects() {
        var other = signedIn(court.account("ACTIVE"));
        var ended = signedIn(account, bytes("ended"));
        waits();
        assertThat(objects(other)).isFalse();
        assertThat(objects(UUID.randomUUID())).isFalse();
        court.root("update account set auth_epoch = auth_epoch + 1 where id = ?", account);
        assertThat(court.ask("select object_to_waiting(?, ?) is null", ended, bytes("ended")))
                .isTrue();
        assertThat(somebodyWaits()).isTrue();
    }

    @Test
    void aSignInByWhatWasSaidToBeLostEndsIt() {
        waits();
        signedIn(account);
        isStopped("PROVEN");
        assertThat(court.ask("select frozen_at is null from account where id = ?", account))
                .isTrue();
    }

    @Test
    void aSignInByThePasswordAloneDoesNot() {
        waits();
        var flow = court.flow("SIGN_IN", account, bytes("half"));
        court.prove(flow, account, "PASSWORD");
        court.prove(flow, account, "ISSUED");
        assertThat(somebodyWaits()).isTrue();
    }

    @Test
    void whoShowsBothInARecoveryNeedsNoWaitingAndEndsIt() {
        waits();
        assertThat(resets(shows("ISSUED", "TOTP"))).isEqualTo("DONE");
        isStopped("PROVEN");
    }

    @Test
    void anybodyElsesIsUntouched() {
        waits();
        var mine = account;
        account = court.account("ACTIVE", "USER_ADMIN");
        waits();
        repudiates("WAITING_BEGUN");
        assertThat(somebodyWaits()).isFalse();
        account = mine;
        assertThat(somebodyWaits()).isTrue();
    }

    @Test
    void anAdministratorOfTheOrganisationLearnsUntilWhenAndNobodyElseDoes() {
        waits();
        assertThat(court.ask(
                        "select waiting_until(organisation_id, id) > regain.now() + interval '71 hours' from account where id = ?",
                        account))
                .isTrue();
        assertThat(court.ask("select waiting_until(gen_random_uuid(), ?) is null", account))
                .isTrue();
    }

    /// Whoever is kept out of the account can't object in it: a waiting neither goes on meanwhile, nor is it used once they are back.
    @ParameterizedTest
    @ValueSource(strings = {"SUSPENDED", "DELETED"})
    void nobodyWaitsForAnAccountThatIsStopped(String state) {
        waits();
        court.root("update account set state = ? where id = ?", state, account);
        assertThat(somebodyWaits()).isFalse();
        court.root("update account set state = 'ACTIVE' where id = ?", account);
        isStopped("STOPPED");
    }

    @Test
    void anErasedAccountLeavesNone() {
        waits();
        court.root("update account set erased_at = regain.now() where id = ?", account);
        assertThat(court.ask("select not exists (select from waiting)")).isTrue();
    }

    @Test
    void whoObjectsAndWhoAnswersDoNotWaitForEachOther() throws Exception {
        whileSomebodyAnswers(() -> repudiates("WAITING_BEGUN"));
    }

    @Test
    void whoStopsTheAccountAndWhoAnswersDoNotWaitForEachOther() throws Exception {
        whileSomebodyAnswers(() -> court.root("update account set state = 'SUSPENDED' where id = ?", account));
    }

    /// They hold their recovery, and then end the waiting.
    private void whileSomebodyAnswers(Runnable stopping) throws Exception {
        waits();
        var recovery = shows("ISSUED").flow();
        try (var answering = court.database.asSuperuser()) {
            answering.setAutoCommit(false);
            var sql = JdbcClient.create(new SingleConnectionDataSource(answering, true));
            sql.sql("select from flow where id = ? for no key update")
                    .param(recovery)
                    .query()
                    .listOfRows();
            var stopped = CompletableFuture.runAsync(stopping);
            await().until(() -> sql.sql("select exists (select from pg_locks where not granted)")
                    .query(Boolean.class)
                    .single());
            sql.sql("insert into proof (flow_id, account_id, class, method) values (?, ?, 'TOTP', 'TOTP')")
                    .params(recovery, account)
                    .update();
            answering.commit();
            stopped.get(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(court.ask("select ended_because = 'PROVEN' from waiting")).isTrue();
    }

    private void isStopped(String because) {
        assertThat(court.ask("select count(*) = 1 from waiting where ended_because = ?", because))
                .isTrue();
        assertThat(court.ask(
                        "select count(*) = 1 from audit_event where kind = 'WAITING_STOPPED' and account_id = ? and detail = ?",
                        account,
                        because))
                .isTrue();
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo(NOT_PROVEN);
    }
}
