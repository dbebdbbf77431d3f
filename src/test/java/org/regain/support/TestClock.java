package org.regain.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The clock of the tests: the real one and an offset, for Java and, once [#alsoShift], for a database.
///
/// It goes on by itself, as time does, so that a test which only ever works at a standstill fails.
public final class TestClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private final List<TestPostgres> databases = new ArrayList<>();
    private Duration ahead = Duration.ZERO;

    /// From now on `regain.now()` in this database says what this clock does.
    public synchronized TestClock alsoShift(TestPostgres database) {
        databases.add(database);
        TestTime.shift(database, ahead);
        return this;
    }

    /// Lets time pass, or go back where the duration is negative.
    public void advance(Duration by) {
        awaitSettled();
        moveBy(by);
    }

    /// Makes it this instant now.
    public void set(Instant now) {
        awaitSettled();
        moveBy(Duration.between(instant(), now));
    }

    /// Back to the real time.
    public synchronized void reset() {
        moveTo(Duration.ZERO);
    }

    private synchronized void moveBy(Duration more) {
        moveTo(ahead.plus(more));
    }

    /// Not in the monitor, which who sends needs.
    private void awaitSettled() {
        List<TestPostgres> all;
        synchronized (this) {
            all = List.copyOf(databases);
        }
        all.forEach(Sending::awaitSettled);
    }

    private void moveTo(Duration newlyAhead) {
        ahead = newlyAhead;
        databases.forEach(database -> TestTime.shift(database, ahead));
    }

    @Override
    public synchronized Instant instant() {
        return real.instant().plus(ahead);
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
