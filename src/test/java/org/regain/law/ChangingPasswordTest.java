package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.OLD;
import static org.regain.law.Court.SEEN;
import static org.regain.law.Court.bytes;
import static org.regain.law.Court.phc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// `change_password` and its neighbours, called by hand as the web's role: whose password it is, a sign-in's proofs say; that the
/// old one was typed, what only the right one gives.
class ChangingPasswordTest extends Registering {

    private UUID account;
    private UUID flow;

    ChangingPasswordTest() throws SQLException {}

    @BeforeEach
    void somebodyIsSignedIn() {
        account = court.account("ACTIVE");
        flow = court.signedIn(account, KEY, "PASSWORD");
    }

    @Test
    void whoIsFreshlySignedInAndTypesTheOldOneChangesTheirOwn() {
        assertThat(changePassword(flow, KEY, 1, SEEN, NEW)).isEqualTo("DONE");
        assertThat(court.password(account)).isEqualTo("2 " + NEW);
        assertThat(court.ask("""
                select count(*) = 1 from audit_event e join flow f on f.id = e.flow_id and f.outcome = 'CHANGED'
                where e.kind = 'PASSWORD_CHANGED' and e.account_id = ?
                """, account)).isTrue();
    }

    @Test
    void theSignInOfBeforeTheChangeChangesNothingMore() {
        assertThat(changePassword(flow, KEY, 1, SEEN, NEW)).isEqualTo("DONE");
        var before = court.rows();
        assertThat(changePassword(flow, KEY, 2, SEEN, court.unused())).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1",
                "update account set frozen_at = regain.now()",
                "update account set password_compromised_at = regain.now()",
                "delete from proof",
                "insert into authenticator (id, account_id, kind, name, confirmed_at) select gen_random_uuid(), id, 'TOTP', 'x', regain.now() from account"
            })
    void a4_aSessionThatMayChangeNothingChangesNoPassword(String spoiling) {
        court.root(spoiling);
        refuses(flow, KEY, 1, SEEN);
    }

    @Test
    void norDoesAnOldOneNorAnotherBrowsersNorNone() {
        refuses(flow, bytes("another's handle"), 1, SEEN);
        refuses(UUID.randomUUID(), KEY, 1, SEEN);
        refuses(court.flow("SIGN_IN", account, bytes("not completed")), bytes("not completed"), 1, SEEN);
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        refuses(flow, KEY, 1, SEEN);
    }

    /// Whoever runs SQL as the web reads every row. None of it shows that somebody has typed the password.
    @Test
    void a9_whoHasOnlyReadTheRowHasNotSeenThePassword() {
        refuses(flow, KEY, 1, bytes("a guess"));
        refuses(flow, KEY, 2, SEEN);
        assertThat(court.ask("select password_seen(?, 1, null)", account)).isFalse();
        var recovery = court.flow("RECOVERY", account, bytes("recovery"));
        court.prove(recovery, account, "ISSUED");
        court.root("update flow set password_tries = 1 where id = ?", recovery);
        var before = court.rows();
        assertThat(say("select finish_unlock(?, ?, 1, ?, '{}')", recovery, bytes("recovery"), bytes("a guess")))
                .isEqualTo("NOT_PROVEN");
        assertThat(say(
                        "select sign_in_right(?, 1, ?, 0, ?, null, ?, ?, 'en', '', '')",
                        account,
                        bytes("a guess"),
                        bytes("name"),
                        UUID.randomUUID(),
                        bytes("minted")))
                .isEqualTo("STALE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void a9_aHashThatStandsInAnotherRowIsNoNewPassword() {
        var thief = court.account("ACTIVE");
        var known = phc("m=19456,t=2,p=1,keyid=1", 'k');
        court.root("update password set phc = ? where account_id = ?", known, thief);
        var recovery = court.flow("RECOVERY", account, bytes("recovery"));
        court.prove(recovery, account, "ISSUED");
        var before = court.rows();
        for (var taken : new String[] {known, OLD}) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> changePassword(flow, KEY, 1, SEEN, taken))
                    .withStackTraceContaining("is a password already");
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> say(
                            "select result from finish_reset(?, ?, ?, true, '{}')", recovery, bytes("recovery"), taken))
                    .withStackTraceContaining("is a password already");
        }
        assertThat(before.since(court.database)).isEmpty();
    }

    private void refuses(UUID signIn, byte[] key, int version, byte[] seen) {
        var before = court.rows();
        assertThat(changePassword(signIn, key, version, seen, NEW)).isIn("GONE", "NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }
}
