package org.regain.database;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// Compares this machine's clock with the database's at the start and each minute, and says where they differ.
@Component
class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final DatabaseClock clock;
    private final ClockReadings readings;

    ClockWatch(DatabaseClock clock, ClockReadings readings) {
        this.clock = clock;
        this.readings = readings;
    }

    @Scheduled(initialDelay = 0, fixedRate = 1, timeUnit = TimeUnit.MINUTES)
    void compare() {
        try {
            clock.set(readings.take(System::nanoTime));
        } catch (DataAccessException | CannotCreateTransactionException e) {
            LOG.warn("The database's clock could not be read; time runs on from the last reading: {}", e.getMessage());
        }
        say(clock.machineAhead());
    }

    private void say(Duration ahead) {
        String apart = "%d s %s".formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
        if (clock.isTooFarOff()) {
            LOG.error(
                    "This machine's clock is {} the database's. Nobody is served here until they agree to within {} s:"
                            + " set the clocks by NTP.",
                    apart,
                    DatabaseClock.LARGEST.toSeconds());
        } else if (clock.isDoubtful()) {
            LOG.warn("This machine's clock is {} the database's: set the clocks by NTP.", apart);
        }
    }
}
