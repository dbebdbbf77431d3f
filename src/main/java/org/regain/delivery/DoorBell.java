package org.regain.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Wakes this node's dispatcher when a message was put into the outbox. Other nodes find the row by looking each second.
@Component
class DoorBell {

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /// Returns when somebody has rung since the last time, or after `longest`.
    void await(Duration longest) throws InterruptedException {
        if (rings.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            // However often it rang: one look at the outbox finds all that is there.
            rings.drainPermits();
        }
    }
}
