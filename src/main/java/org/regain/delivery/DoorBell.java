package org.regain.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Wakes this node's dispatcher when a message was put into the outbox. Other nodes find the row by looking each second.
@Component
class DoorBell {

    /// So long after a ring nobody answers: the reply that rang, and the page it leads to, are out by then. Working on a mail
    /// meanwhile would make them slower for who exists than for who does not (CVE-2024-45231).
    private static final Duration DISCRETION = Duration.ofMillis(150);

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /// Returns when somebody has rung since the last time, or after `longest`.
    void await(Duration longest) throws InterruptedException {
        if (rings.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(DISCRETION);
            // However often it rang: one look at the outbox finds all that is there.
            rings.drainPermits();
        }
    }
}
