package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.regain.channel.Channel;
import org.regain.tally.Tally;
import org.regain.trace.Trace;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Sends what is in the outbox, for as long as the application runs. Any number of nodes may run one.
///
/// Each channel has a [Lane] of its own, so that texts which wait for a slow provider hold up no mail. A dispatcher that dies
/// between its claim and its settling leaves rows that are sent, perhaps for the second time and with the same id, when
/// their lease has ended.
///
/// Leases end by the database's time, so a node whose clock is wrong takes no row before that.
@Component
class Dispatcher implements SmartLifecycle {

    /// Outlasts [Delivery#LONGEST_SENDING] with time left to settle the row.
    static final Duration LEASE = Duration.ofMinutes(2);

    private final List<Lane> lanes;
    private volatile boolean running;

    Dispatcher(OutboxQueue queue, Delivery delivery, DoorBell bell, Clock clock, Tally tally, Trace trace) {
        lanes = Stream.of(Channel.values())
                .map(channel -> new Lane(channel, queue, delivery, bell, clock, tally, trace))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        lanes.forEach(Lane::start);
    }

    /// Claims no more, then waits for what is being sent. What takes longer is sent after its lease.
    @Override
    public void stop() {
        running = false;
        lanes.forEach(Lane::close);
        try {
            for (Lane lane : lanes) {
                lane.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Stops after the web server, whose last requests may still put messages.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
