package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Sends what is in the outbox, for as long as the application runs. Any number of nodes may run one.
///
/// One virtual thread claims rows, each claimed row has a thread of its own: claim, send, settle, so that a slow server
/// holds neither a transaction nor the other mails. A dispatcher that dies between its claim and its settling leaves rows
/// that are sent, perhaps for the second time and with the same `Message-ID`, when their lease has ended.
///
/// The nodes' clocks have to agree to within the lease.
@Component
class Dispatcher implements SmartLifecycle {

    /// Outlasts [Delivery#LONGEST_SENDING] with time left to settle the row.
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final OutboxQueue queue;
    private final Delivery delivery;
    private final DoorBell bell;
    private final Clock clock;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private volatile @Nullable Thread claiming;

    Dispatcher(OutboxQueue queue, Delivery delivery, DoorBell bell, Clock clock) {
        this.queue = queue;
        this.delivery = delivery;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("outbox").unstarted(this::claimUntilStopped);
        claiming = thread;
        thread.start();
    }

    /// Claims no more, then waits for what is being sent. What takes longer is sent after its lease.
    @Override
    public void stop() {
        Thread thread = claiming;
        if (thread == null) {
            return;
        }
        claiming = null;
        // Not an interrupt: it could break the connection after rows were claimed, and they would wait for the lease.
        bell.ring();
        try {
            thread.join(LONGEST_STOP);
            if (slots.tryAcquire(AT_ONCE, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                slots.release(AT_ONCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return claiming != null;
    }

    /// Stops after the web server, whose last requests may still put messages.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    private void claimUntilStopped() {
        try {
            while (isRunning()) {
                if (!slots.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int free = 1 + slots.drainPermits();
                List<ClaimedRow> rows = claim(free);
                slots.release(free - rows.size());
                rows.forEach(row -> Thread.ofVirtual().name("mail").start(() -> deliver(row)));
                if (rows.size() < free) {
                    bell.await(LOOK_EVERY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ClaimedRow> claim(int free) {
        try {
            return queue.claim(clock.instant(), LEASE, free);
        } catch (RuntimeException e) {
            // Whatever it is: nothing but stop() ends the looking.
            log.warn("The outbox can't be read, trying again ({})", kind(e));
            return List.of();
        }
    }

    private void deliver(ClaimedRow row) {
        try {
            settle(row, delivery.deliver(row));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Outbox row {} can't be worded or settled, again after its lease ({})", row.id(), kind(e));
        } finally {
            slots.release();
        }
    }

    /// Tries until the lease ends: a mail that was sent and isn't written down as such would be sent again.
    private void settle(ClaimedRow row, Outcome outcome) throws InterruptedException {
        Instant now = clock.instant();
        while (now.isBefore(row.leasedUntil())) {
            try {
                queue.settle(row, outcome, now);
                return;
            } catch (DataAccessException e) {
                log.warn("Outbox row {} can't be settled, trying again ({})", row.id(), kind(e));
                Thread.sleep(LOOK_EVERY);
                now = clock.instant();
            }
        }
    }

    /// The kind only: a driver's message may repeat the values of a row.
    private static String kind(RuntimeException e) {
        Throwable cause = e instanceof DataAccessException data ? data.getMostSpecificCause() : e;
        return cause.getClass().getSimpleName();
    }
}
