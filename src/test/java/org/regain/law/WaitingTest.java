package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// Who can show less than is asked for waits, and shows the same once more: nobody shortens that.
class WaitingTest extends WaitingScene {

    WaitingTest() throws SQLException {}

    @Test
    void whoHasWaitedShowsTheSameOnceMoreAndIsIn() {
        assertThat(resets(shows("ISSUED"))).isEqualTo(NOT_PROVEN);
        waits();
        assertThat(
                        court.ask(
                                "select ended_because = 'WAITING' from flow where purpose = 'RECOVERY' and ended_at is not null"))
                .isTrue();
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo("DONE");
        assertThat(somebodyWaits()).isFalse();
        assertThat(court.ask("select ended_because = 'USED' from waiting")).isTrue();
        assertThat(resets(shows("ISSUED"))).as("once").isEqualTo(NOT_PROVEN);
    }

    @Test
    void notASecondBefore() {
        waits();
        court.pass(THREE_DAYS.minusSeconds(30));
        var early = shows("ISSUED");
        assertThat(resets(early)).isEqualTo(NOT_PROVEN);
        court.pass(Duration.ofMinutes(1));
        assertThat(resets(early)).as("a proof of before it was over").isEqualTo(NOT_PROVEN);
        assertThat(resets(shows("ISSUED"))).isEqualTo("DONE");
    }

    @Test
    void itLapsesAWeekLater() {
        waits();
        court.pass(THREE_DAYS.plusDays(7).plusSeconds(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo(NOT_PROVEN);
        assertThat(asks(shows("ISSUED"))).as("anew").isEqualTo("ASKED");
    }

    @Test
    void askingAgainNeitherRestartsNorShortensIt() {
        waits();
        var until = court.root
                .sql("select until::text from waiting")
                .query(String.class)
                .single();
        court.pass(Duration.ofHours(50));
        assertThat(asks(shows("ISSUED"))).isEqualTo("WAITS");
        assertThat(court.root
                        .sql("select until::text from waiting")
                        .query(String.class)
                        .list())
                .containsExactly(until);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until = until - interval '1 second'",
                "asked_at = asked_at - interval '1 day'",
                "class = 'TOTP'",
                "lapses_at = lapses_at + interval '1 day'"
            })
    void nobodyChangesIt(String change) {
        waits();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.root("update waiting set " + change));
    }

    @Test
    void onlySomethingThatServesByItselfIsWaitedBy() {
        assertThat(asks(shows())).isEqualTo(NOT_PROVEN);
        var text = shows("ISSUED");
        court.root("update proof set method = 'SMS' where flow_id = ?", text.flow());
        assertThat(asks(text)).isEqualTo(NOT_PROVEN);
        var tooNew = shows("ISSUED");
        court.root("update proof set serves_from = regain.now() + interval '1 hour' where flow_id = ?", tooNew.flow());
        assertThat(asks(tooNew)).isEqualTo(NOT_PROVEN);
        assertThat(asks(shows("ISSUED", "TOTP"))).as("enough was shown").isEqualTo(NOT_PROVEN);
        var unlock = shows("ISSUED");
        court.root("update flow set aim = 'UNLOCK' where id = ?", unlock.flow());
        assertThat(asks(unlock)).isEqualTo(NOT_PROVEN);
        assertThat(somebodyWaits()).isFalse();
    }

    @Test
    void theLastSavedCodeIsNotWaitedByBecauseThereIsNoneToShowOnceMore() {
        assertThat(asks(shows("SAVED"))).isEqualTo(NOT_PROVEN);
        savedCode(account, "another");
        assertThat(asks(shows("SAVED"))).isEqualTo("ASKED");
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(court.finishReset(shows("SAVED").flow(), bytes("recovery 2"), bytes("new")))
                .isEqualTo("DONE");
    }

    @Test
    void whoNeedsOneProofNeverWaits() {
        account = court.account("ACTIVE");
        assertThat(asks(shows("ISSUED"))).isEqualTo(NOT_PROVEN);
    }

    @Test
    void itDoesNotOutliveASuspensionAndNoneBeginsInOne() {
        waits();
        court.root("update account set state = 'SUSPENDED' where id = ?", account);
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo("SUSPENDED");
        assertThat(asks(shows("ISSUED"))).isEqualTo("SUSPENDED");
        court.root("update account set state = 'ACTIVE' where id = ?", account);
        assertThat(resets(shows("ISSUED"))).as("nobody could object in it").isEqualTo(NOT_PROVEN);
        waits();
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo("DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update contact set version = version + 1", "update contact set removed_at = regain.now()"})
    void itCountsOnlyWhileWhatWasShownIsAsItWas(String change) {
        address(account, "EMAIL", "second@home.example");
        waits();
        court.root(change + " where id = (select contact_id from waiting)");
        court.pass(THREE_DAYS.plusSeconds(1));
        var other = shows();
        court.root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, account_id, 'ISSUED', 'EMAIL', id, version from contact where address = 'second@home.example'
                """, other.flow());
        assertThat(resets(other)).isEqualTo(NOT_PROVEN);
        assertThat(somebodyWaits()).isFalse();
    }

    @Test
    void anAppThatIsGoneIsWaitedByNoMore() {
        var by = shows("TOTP");
        court.root("update proof set authenticator_id = (select id from authenticator) where flow_id = ?", by.flow());
        assertThat(asks(by)).isEqualTo("ASKED");
        assertThat(somebodyWaits()).isTrue();
        court.root("update authenticator set removed_at = regain.now()");
        assertThat(somebodyWaits()).isFalse();
    }

    @Test
    void codesThatCameLaterAreNotThoseThatWereShown() {
        savedCode(account, "kept");
        assertThat(asks(shows("SAVED"))).isEqualTo("ASKED");
        assertThat(somebodyWaits()).isTrue();
        court.pass(Duration.ofHours(1));
        court.root("update saved_code set retired_at = regain.now()");
        savedCode(account, "new");
        assertThat(somebodyWaits()).isFalse();
    }

    @Test
    void anotherClassThanWasShownDoesNotEndIt() {
        waits();
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("TOTP"))).isEqualTo(NOT_PROVEN);
    }

    @Test
    void aMethodThatCameLaterDoesNotEndIt() {
        waits();
        court.pass(THREE_DAYS.plusSeconds(1));
        var by = shows("ISSUED");
        court.root("update proof set serves_from = regain.now() - interval '1 day' where flow_id = ?", by.flow());
        assertThat(resets(by)).isEqualTo(NOT_PROVEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 168})
    void itTakesAsLongAsTheOrganisationChose(int hours) {
        court.root("""
                insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
                select organisation_id, 'WAITING_HOURS', 72, ?, id, regain.now() from account where id = ?
                """, hours, account);
        waits();
        court.pass(Duration.ofHours(hours).minusMinutes(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo(NOT_PROVEN);
        court.pass(Duration.ofMinutes(2));
        assertThat(resets(shows("ISSUED"))).isEqualTo("DONE");
    }

    @Test
    void itIsToldOfOnceADayUntilItIsOverAndEndsByItself() {
        waits();
        var told = 0;
        for (var hours = 0; hours < 24 * 14; hours += 8) {
            court.pass(Duration.ofHours(8));
            told += court.app
                    .sql("select * from take_waitings(10)")
                    .query()
                    .listOfRows()
                    .size();
        }
        assertThat(told).isEqualTo(9);
        assertThat(court.ask("select ended_because = 'LAPSED' from waiting")).isTrue();
        court.pass(Duration.ofDays(91));
        court.app.sql("select * from take_waitings(10)").query().listOfRows();
        assertThat(court.ask("select not exists (select from waiting)")).isTrue();
    }

    @Test
    void askingIsInTheAudit() {
        waits();
        assertThat(court.ask(
                        "select count(*) = 1 from audit_event where kind = 'WAITING_ASKED' and account_id = ? and detail = 'EMAIL'",
                        account))
                .isTrue();
    }
}
