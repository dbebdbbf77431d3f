package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.support.RowDiff;

/// A password that a directory keeps: only for who may reset, written down before it is written there, once; and each in its place.
class DirectoryLawTest extends DirectoryScene {

    DirectoryLawTest() throws SQLException {}

    @ParameterizedTest
    @EnumSource
    void nobodyBeginsToWriteWhoMayNotReset(SpoiltRecovery spoilt) {
        var account = inDirectory("ACTIVE");
        var it = new SpoiltRecovery.It(account, court.provenRecovery(account));
        spoilt.spoil.accept(court, it);
        var before = court.rows();
        assertThat(begin(it.flow())).isEqualTo(spoilt.answer);
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void usedSavedCodesAreReplacedOneForOne() {
        var account = inDirectory("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        court.prove(flow, account, "SAVED");
        assertThat(begin(flow, KEY, 0)).isEqualTo("NOT_PROVEN");
        assertThat(begin(flow, KEY, 2)).isEqualTo("NOT_PROVEN");
        assertThat(begin(flow, KEY, 1)).isEqualTo("OK");
        assertThat(written(flow, bytes("one"), bytes("two"))).isEqualTo("DONE");
        assertThat(number("select count(*)::integer from saved_code where account_id = ?", account))
                .isEqualTo(1);
    }

    @Test
    void administratorsProveTwoThings() {
        var account = inDirectory("ACTIVE", "GLOBAL_ADMIN");
        court.app(account);
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("NOT_PROVEN");
        court.prove(flow, account, "TOTP");
        assertThat(begin(flow)).isEqualTo("OK");
    }

    @Test
    void whoseIsInNoDirectoryWritesNoneThere() {
        var before = court.provenRecovery(court.account("ACTIVE"));
        assertThat(begin(before)).isEqualTo("GONE");
    }

    @Test
    void oneIsWrittenAtATime() {
        var account = inDirectory("ACTIVE");
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        var before = court.rows();
        assertThat(begin(flow)).isEqualTo("PENDING");
        var other = court.flow("RECOVERY", account, bytes("other"));
        court.prove(other, account, "ISSUED");
        assertThat(begin(other, bytes("other"), 0)).isEqualTo("PENDING");
        assertThat(tables(before)).doesNotContain("directory_write", "password");
    }

    @Test
    void whatWasWrittenThereEndsWhatTheOldOneOpened() {
        var account = inDirectory("ACTIVE");
        signedIn(account);
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(nothingIsOpen(account)).as("not before it is written").isFalse();
        assertThat(written(flow)).isEqualTo("DONE");
        assertThat(version(account)).isEqualTo(2);
        assertThat(epoch(account)).isEqualTo(1);
        assertThat(nothingIsOpen(account)).isTrue();
        assertThat(audited(account, "PASSWORD_RESET")).isEqualTo(1);
        assertThat(court.ask("select outcome = 'RESET' and completed_at is not null from flow where id = ?", flow))
                .isTrue();
        assertThat(court.ask("select count(*) = 1 from proof_use where flow_id = ?", flow))
                .isTrue();
        assertThat(found(account, after())).as("it was Regain").isFalse();
        assertThat(everyPasswordIsInItsPlace()).isTrue();
    }

    @Test
    void nothingIsWrittenWithoutHavingBegunAndNothingTwice() {
        var account = inDirectory("ACTIVE");
        var flow = court.provenRecovery(account);
        var before = court.rows();
        assertThat(written(flow)).isEqualTo("GONE");
        refused(flow);
        assertThat(before.since(court.database)).isEmpty();
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(written(flow)).isEqualTo("DONE");
        before = court.rows();
        assertThat(written(flow)).isEqualTo("GONE");
        refused(flow);
        assertThat(begin(flow)).isEqualTo("GONE");
        assertThat(before.since(court.database)).isEmpty();
    }

    /// Else a reset would hide it: the date is Regain's own from then on.
    @ParameterizedTest
    @CsvSource({"changed_at - interval '1 second', 1", "null, 1", "changed_at, 0"})
    void aPasswordThatHadMovedIsSeenThoughItIsReplaced(String known, int times) {
        var account = inDirectory("ACTIVE");
        court.root("update directory_person set changed_at = " + known);
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(written(flow)).isEqualTo("DONE");
        assertThat(audited(account, "PASSWORD_MOVED")).isEqualTo(times);
    }

    /// What the directory has is no longer a question of who may.
    @ParameterizedTest
    @CsvSource({"EXPIRED", "ENDED", "SUSPENDED", "REMOVED", "DELETED"})
    void whatIsInTheDirectoryFollowsWhateverHasHappenedSince(String since) {
        var account = inDirectory("ACTIVE");
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        switch (since) {
            case "EXPIRED" -> court.pass(Duration.ofHours(2));
            case "ENDED" ->
                court.root("update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED' where id = ?", flow);
            case "SUSPENDED" -> assertThat(standing(account, false)).isEqualTo("SUSPENDED");
            case "REMOVED" -> court.root("update contact set removed_at = regain.now() where account_id = ?", account);
            case String _ ->
                court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", account);
        }
        signedIn(account);
        var epoch = epoch(account);
        var state = court.root
                .sql("select state from account where id = ?")
                .param(account)
                .query(String.class)
                .single();
        assertThat(written(flow)).isEqualTo("DONE");
        assertThat(version(account)).isEqualTo(2);
        assertThat(epoch(account)).isEqualTo(epoch + 1);
        assertThat(nothingIsOpen(account)).isTrue();
        assertThat(court.ask("select state = ? from account where id = ?", state, account))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"password_compromised_at", "frozen_at"})
    void whatWasSaidSinceStaysSaid(String word) {
        var account = inDirectory("ACTIVE");
        court.root("update account set %s = regain.now() where id = ?".formatted(word), account);
        court.pass(Duration.ofSeconds(1));
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(written(flow)).isEqualTo("DONE");
        assertThat(court.ask("select %s is null from account where id = ?".formatted(word), account))
                .as("said before")
                .isTrue();
        var next = court.flow("RECOVERY", account, bytes("next"));
        court.prove(next, account, "ISSUED");
        assertThat(begin(next, bytes("next"), 0)).isEqualTo("OK");
        court.pass(Duration.ofSeconds(1));
        court.root("update account set %s = regain.now() where id = ?".formatted(word), account);
        assertThat(written(next)).isEqualTo("DONE");
        assertThat(court.ask("select %s is not null from account where id = ?".formatted(word), account))
                .as("said since")
                .isTrue();
    }

    @Test
    void whatTheDirectoryRefusesLeavesEverythingAsItWasAndAnotherTry() {
        var account = inDirectory("ACTIVE");
        signedIn(account);
        var flow = court.provenRecovery(account);
        var before = court.rows();
        assertThat(begin(flow)).isEqualTo("OK");
        refused(flow);
        assertThat(tables(before)).containsExactly("directory_write");
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(written(flow)).isEqualTo("DONE");
    }

    @Test
    void whatIsNotKnownAfterAWhileIsToBeAsked() {
        var account = inDirectory("ACTIVE");
        var flow = court.provenRecovery(account);
        assertThat(begin(flow)).isEqualTo("OK");
        assertThat(open()).isEmpty();
        court.pass(Duration.ofSeconds(59));
        assertThat(open()).as("it may still be on its way").isEmpty();
        court.pass(Duration.ofSeconds(2));
        assertThat(open()).containsExactly(account.toString());
        assertThat(written(flow)).isEqualTo("DONE");
        assertThat(open()).isEmpty();
    }

    private List<String> open() {
        return app.sql("select entry from open_directory_writes()")
                .query(String.class)
                .list();
    }

    private List<String> tables(RowDiff before) {
        return before.since(court.database).stream()
                .map(line -> line.replaceAll("^[-+ ]*(\\w+).*", "$1"))
                .distinct()
                .toList();
    }
}
