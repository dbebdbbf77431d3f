package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.delivery.NoticeKind;

/// The one way down: by two proofs of the owner, in one session, three days later.
class LoweringTest extends Registering {

    private UUID account;
    private UUID app;

    LoweringTest() throws SQLException {}

    @BeforeEach
    void somebodyHasAnApp() {
        account = court.account("ACTIVE");
        app = court.app(account);
        savedCode(account, "kept");
    }

    @Test
    void whoTakesTheLastSecondFactorAwayByTwoProofsNeedsOneThreeDaysLater() {
        assertThat(remove(signedIn(account), app)).isEqualTo("DONE");
        asks(2);
        court.pass(Duration.ofHours(71));
        asks(2);
        court.pass(Duration.ofHours(2));
        asks(1);
    }

    @Test
    void byThePasswordAloneItTakesNothingAway() {
        var session = signedIn(account);
        court.root("delete from proof where flow_id = ? and class = 'TOTP'", session);
        assertThat(remove(session, app)).isEqualTo("STALE");
        court.pass(Duration.ofDays(400));
        asks(2);
    }

    /// Who has the password alone adds an app of their own, signs in by both, and takes it away.
    @Test
    void aMethodInQuarantineIsNoProofOfIt() {
        court.root("update authenticator set removed_at = regain.now() where id = ?", app);
        court.pass(Duration.ofDays(9));
        var own = court.app(account);
        court.root("update authenticator set serves_from = regain.now() + interval '72 hours' where id = ?", own);
        var session = signedIn(account);
        court.root("update proof set serves_from = regain.now() + interval '72 hours' where class = 'TOTP'");
        assertThat(remove(session, own)).isEqualTo("DONE");
        court.pass(Duration.ofDays(400));
        asks(2);
    }

    @Test
    void whoHasAnotherSecondFactorOrAConsoleRoleGoesOn() {
        var other = court.app(account);
        assertThat(remove(signedIn(account), app)).isEqualTo("DONE");
        court.pass(Duration.ofDays(9));
        asks(2);
        court.root("insert into account_role values (?, 'USER_ADMIN')", account);
        var key = bytes("another handle");
        assertThat(remove(signedIn(account, key), key, other)).isEqualTo("DONE");
        court.root("delete from account_role where account_id = ?", account);
        court.pass(Duration.ofDays(400));
        asks(2);
    }

    /// A thief in a session of two proofs; its owner says so at once, or when the bar has fallen, or by an older notice.
    @ParameterizedTest
    @CsvSource({"METHOD_REMOVED, 1", "METHOD_REMOVED, 480", "PASSWORD_CHANGED, 80", "ACCOUNT_LOCKED, 80"})
    void whoSaysThatItWasNotThemHasNotLoweredIt(NoticeKind notice, int hours) {
        link(notice);
        assertThat(remove(signedIn(account), app)).isEqualTo("DONE");
        court.pass(Duration.ofHours(hours));
        court.app.sql("select repudiate(?)").param(bytes("link")).query().listOfRows();
        court.pass(Duration.ofDays(400));
        asks(2);
    }

    /// It is about what was done since.
    @Test
    void aYoungerNoticeDoesNotSpeakOfIt() {
        assertThat(remove(signedIn(account), app)).isEqualTo("DONE");
        court.pass(Duration.ofHours(80));
        link(NoticeKind.ACCOUNT_LOCKED);
        court.app.sql("select repudiate(?)").param(bytes("link")).query().listOfRows();
        asks(1);
    }

    @Test
    void whatWasNeverConfirmedIsNoSecondFactorThatWent() {
        assertThat(remove(signedIn(account), app)).isEqualTo("DONE");
        court.pass(Duration.ofHours(80));
        link(NoticeKind.ACCOUNT_LOCKED);
        var key = bytes("later");
        var later = signedIn(account, key);
        assertThat(remove(later, key, awaited(later, key))).isEqualTo("DONE");
        court.app.sql("select repudiate(?)").param(bytes("link")).query().listOfRows();
        asks(1);
    }

    private void link(NoticeKind notice) {
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + repudiation_life())",
                bytes("link"),
                account,
                notice.name());
    }

    private void asks(int classes) {
        assertThat(court.ask("select required_classes(?) = ?", account, classes))
                .isTrue();
    }
}
