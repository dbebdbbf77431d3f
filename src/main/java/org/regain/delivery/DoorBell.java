package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.regain.channel.Channel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Wakes this node's dispatcher when a message was put into the outbox. Other nodes find the row by looking each second.
///
/// It rings for a decoy as it does for a message.
@Component
class DoorBell {

    /// So long after a ring nobody answers: the reply that rang is out by then, and the page it leads to where the browser is near. Talking
    /// to a mail server meanwhile would make them slower for people who exist than for those who do not (CVE-2024-45231). What a
    /// mail takes before it leaves, a decoy takes as well: see [Delivery].
    private static final Duration DISCRETION = Duration.ofMillis(30);

    private final Map<Channel, Semaphore> rings = new EnumMap<>(Channel.class);
    private final Map<Channel, Instant> lastRung = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration discretion;

    @Autowired
    DoorBell(Clock clock) {
        this(clock, DISCRETION);
    }

    DoorBell(Clock clock, Duration discretion) {
        this.clock = clock;
        this.discretion = discretion;
        for (Channel channel : Channel.values()) {
            rings.put(channel, new Semaphore(0));
        }
    }

    void ring(Channel channel) {
        lastRung.put(channel, clock.instant());
        bell(channel).release();
    }

    /// Whether a message for this channel was put within so much time before now, on this node.
    boolean rangWithin(Channel channel, Duration time) {
        Instant last = lastRung.get(channel);
        return last != null && last.plus(time).isAfter(clock.instant());
    }

    /// Whether a message for this channel was put after `moment`, on this node.
    boolean rangSince(Channel channel, Instant moment) {
        Instant last = lastRung.get(channel);
        return last != null && last.isAfter(moment);
    }

    /// Returns when somebody has rung since the last time, or after `longest`.
    void await(Channel channel, Duration longest) throws InterruptedException {
        if (bell(channel).tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(discretion);
            // However often it rang: one look at the outbox finds all that is there.
            bell(channel).drainPermits();
        }
    }

    /// Wakes whoever waits, though nothing was put.
    void wake(Channel channel) {
        bell(channel).release();
    }

    private Semaphore bell(Channel channel) {
        return Objects.requireNonNull(rings.get(channel));
    }
}
