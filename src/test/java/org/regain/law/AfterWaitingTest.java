package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whoever has waited is in, and is asked for nothing that they waited for because they did not have it.
class AfterWaitingTest extends WaitingScene {

    AfterWaitingTest() throws SQLException {}

    /// Registered long ago and used since: nobody doubts whose it is, and it is lost all the same.
    @Test
    void whoHasWaitedIsAskedForNothingThatTheyCouldNotShow() {
        savedCode(account, "lost as well");
        appOfLongAgo();
        waits();
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("ISSUED"))).isEqualTo("DONE");
        assertThat(court.ask("select asks_second_factor(?)", account)).isFalse();
        var session = court.signedIn(account, bytes("session"), "PASSWORD");
        assertThat(court.ask("select (session_standing(?, ?)).standing = 'FRESH'", session, bytes("session")))
                .as("or they could not add another")
                .isTrue();
    }

    @Test
    void whoShowsEnoughAfterAllIsAskedForItFromThenOnToo() {
        appOfLongAgo();
        waits();
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(resets(shows("ISSUED", "TOTP"))).isEqualTo("DONE");
        assertThat(court.ask("select asks_second_factor(?)", account)).isTrue();
    }

    private void appOfLongAgo() {
        court.root("update account set claimed_at = regain.now() where id = ?", account);
        court.pass(Duration.ofDays(100));
        court.root(
                "insert into audit_event (id, kind, account_id, source, browser) values (gen_random_uuid(), 'SIGNED_IN', ?, '', '')",
                account);
        court.pass(Duration.ofDays(30));
    }
}
