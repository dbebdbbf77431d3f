package org.regain.roster;

import java.time.Duration;
import org.regain.support.TestClock;
import org.springframework.boot.test.context.TestComponent;

/// Does when a test asks for it what is done every now and then: reads who is in the directory, and finds out what became of passwords.
@TestComponent
public class Readings {

    private final Synchronise synchronise;
    private final SettleWrites settling;
    private final TestClock clock;

    Readings(Synchronise synchronise, SettleWrites settling, TestClock clock) {
        this.synchronise = synchronise;
        this.settling = settling;
        this.clock = clock;
    }

    /// Five minutes later.
    public void read() {
        clock.advance(Duration.ofMinutes(5));
        synchronise.look();
    }

    /// What became of passwords whose answer was lost; a minute later.
    public void findOut() {
        clock.advance(Duration.ofSeconds(61));
        settling.whatIsOpen();
    }
}
