package org.regain.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/// The time by which everything is judged: the database's, as this node reckons it since it last asked. However wrong a
/// machine's own clock is, and whoever sets it meanwhile, what one node writes is read alike by the others and by SQL.
///
/// Between two readings the machine's monotonic counter goes on, not its clock. A reading that says no more than its round
/// trip can explain changes nothing, so the time does not jump to and fro; it goes back only where the database's does.
///
/// Decision: `docs/decisions/0029-whose-time-decides.md`.
public final class DatabaseClock extends Clock {

    /// A machine's clock that is so far off is worth a line in the log.
    private static final Duration DOUBTFUL = Duration.ofSeconds(5);

    /// Beyond this the node serves nobody: not all of it goes by this clock (Spring Session, certificates, the log).
    static final Duration LARGEST = Duration.ofSeconds(60);

    /// What a reading may be off by beside its round trip.
    private static final Duration JITTER = Duration.ofMillis(10);

    private final Clock machine;
    private final LongSupplier ticks;
    private volatile Reading last;

    /// @param machine the machine's own clock
    /// @param ticks   nanoseconds since some moment, never going back
    DatabaseClock(Clock machine, LongSupplier ticks, Reading first) {
        this.machine = machine;
        this.ticks = ticks;
        this.last = first;
    }

    /// What the database said.
    ///
    /// @param at        when it said so, in ticks
    /// @param roundTrip how long it took to ask; the reading is right to half of that
    record Reading(Instant database, long at, Duration roundTrip) {

        Instant then(long ticks) {
            return database.plusNanos(ticks - at);
        }
    }

    void set(Reading reading) {
        Duration apart = Duration.between(last.then(reading.at()), reading.database());
        if (apart.abs().compareTo(reading.roundTrip().plus(JITTER)) > 0) {
            last = reading;
        }
    }

    /// How far this machine's clock is ahead of the database's; negative: behind.
    public Duration machineAhead() {
        return Duration.between(instant(), machine.instant());
    }

    /// Whether this machine's clock is so wrong that somebody should hear of it.
    boolean isDoubtful() {
        return machineAhead().abs().compareTo(DOUBTFUL) >= 0;
    }

    /// Whether this machine's clock is so wrong that the node must not serve.
    public boolean isTooFarOff() {
        return machineAhead().abs().compareTo(LARGEST) > 0;
    }

    @Override
    public Instant instant() {
        return last.then(ticks.getAsLong());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Regain keeps instants, not local times.");
    }
}
