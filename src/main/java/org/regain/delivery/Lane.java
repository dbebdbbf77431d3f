package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.regain.channel.Channel;
import org.regain.tally.Tally;
import org.regain.trace.Trace;
import org.regain.trace.Trace.Part;
import org.regain.trace.Trace.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// One channel's messages on their way out.
///
/// One virtual thread claims rows, each claimed row has a thread of its own: claim, send, settle, so that a slow server
/// holds neither a transaction nor the other messages.
final class Lane {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final Channel channel;
    private final OutboxQueue queue;
    private final Delivery delivery;
    private final DoorBell bell;
    private final Clock clock;
    private final Tally tally;
    private final Trace trace;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private volatile boolean open;
    private @Nullable Thread claiming;

    Lane(Channel channel, OutboxQueue queue, Delivery delivery, DoorBell bell, Clock clock, Tally tally, Trace trace) {
        this.channel = channel;
        this.queue = queue;
        this.delivery = delivery;
        this.bell = bell;
        this.clock = clock;
        this.tally = tally;
        this.trace = trace;
    }

    void start() {
        open = true;
        claiming = Thread.ofVirtual().name("outbox " + channel).start(this::claimUntilClosed);
    }

    /// Claims no more. No interrupt: it could break the connection after rows were claimed, and they would wait for the
    /// lease.
    void close() {
        open = false;
        bell.wake(channel);
    }

    /// Returns when what was being sent is sent, or after a while.
    void awaitEnd() throws InterruptedException {
        if (claiming == null) {
            return;
        }
        claiming.join(LONGEST_STOP);
        if (slots.tryAcquire(AT_ONCE, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            slots.release(AT_ONCE);
        }
    }

    private void claimUntilClosed() {
        try {
            while (open) {
                if (!slots.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int free = 1 + slots.drainPermits();
                List<ClaimedRow> rows = claim(free);
                slots.release(free - rows.size());
                rows.forEach(row -> Thread.ofVirtual().name("send " + channel).start(() -> deliver(row)));
                if (rows.size() < free) {
                    bell.await(channel, LOOK_EVERY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ClaimedRow> claim(int free) {
        try {
            return queue.claim(channel, clock.instant(), Dispatcher.LEASE, free);
        } catch (RuntimeException e) {
            // Whatever it is: nothing but close() ends the looking.
            log.warn("The outbox can't be read, trying again ({})", kind(e));
            return List.of();
        }
    }

    private void deliver(ClaimedRow row) {
        if (isTooLateFor(row)) {
            log.warn("Outbox row {} was held up for too long; it is sent after its lease", row.id());
            slots.release();
            return;
        }
        // No link leads from it to the request that put the row: see decision 59.
        try (Span _ = trace.begin(part())) {
            Delivered delivered = delivery.deliver(row);
            settle(row, delivered);
            tally.message(channel, delivered.outcome().word());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Outbox row {} can't be worded or settled; retried after its lease ({})", row.id(), kind(e));
        } finally {
            slots.release();
        }
    }

    /// A machine that stood still after the claim would send what another node has by then, or has sent.
    private boolean isTooLateFor(ClaimedRow row) {
        return clock.instant().plus(Delivery.LONGEST_SENDING).isAfter(row.leasedUntil());
    }

    private Part part() {
        return switch (channel) {
            case EMAIL -> Part.MAIL;
            case SMS -> Part.TEXT;
        };
    }

    /// Tries until the lease ends, and once at least, however long the sending took: a message that was sent and isn't written down as such
    /// would be sent again.
    private void settle(ClaimedRow row, Delivered delivered) throws InterruptedException {
        while (true) {
            Instant now = clock.instant();
            try {
                queue.settle(row, delivered, now);
                return;
            } catch (DataAccessException e) {
                if (!now.isBefore(row.leasedUntil())) {
                    throw e;
                }
                log.warn("Outbox row {} can't be settled, trying again ({})", row.id(), kind(e));
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    /// The kind only: a driver's message may repeat the values of a row.
    private static String kind(RuntimeException e) {
        Throwable cause = e instanceof DataAccessException data ? data.getMostSpecificCause() : e;
        return cause.getClass().getSimpleName();
    }
}
