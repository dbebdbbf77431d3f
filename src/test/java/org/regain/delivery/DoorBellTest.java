package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.HANGING;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.channel.Channel;

class DoorBellTest {

    private static final Duration REPLY_IS_OUT = Duration.ofMillis(30);

    private final DoorBell bell = new DoorBell(Clock.systemUTC());

    /// Else the talk with the mail server, which nobody's mail has, would stand beside the reply that asked for it.
    @Test
    void cve_2024_45231_nobodyAnswersBeforeTheReplyIsOut() throws InterruptedException {
        var rung = System.nanoTime();
        bell.ring(Channel.EMAIL);
        bell.await(Channel.EMAIL, HANGING);
        assertThat(Duration.ofNanos(System.nanoTime() - rung)).isGreaterThanOrEqualTo(REPLY_IS_OUT);
    }
}
