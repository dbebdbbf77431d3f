package org.regain.database;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.regain.database.DatabaseClock.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Asks the database what time it is.
@Repository
class ClockReadings {

    private static final int TAKEN = 3;

    private final JdbcClient sql;

    ClockReadings(JdbcClient sql) {
        this.sql = sql;
    }

    /// The quickest of a few, which is the one that is off the least.
    Reading take(LongSupplier ticks) {
        return Stream.generate(() -> one(ticks))
                .limit(TAKEN)
                .min(Comparator.comparing(Reading::roundTrip))
                .orElseThrow();
    }

    // Not regain.now(): that is what tests shift, and this is about machines.
    private Reading one(LongSupplier ticks) {
        long before = ticks.getAsLong();
        var said =
                sql.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
        long took = ticks.getAsLong() - before;
        return new Reading(said.toInstant(), before + took / 2, Duration.ofNanos(took));
    }
}
