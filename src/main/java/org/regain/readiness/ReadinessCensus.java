package org.regain.readiness;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Works out who could get back in, of everybody whose answer may have changed, so that it can be counted.
///
/// An answer is due when something it rests on was changed (the database sees to that), when time alone changes it, and once
/// a week. The rule is [Readiness], as each person reads it themselves. Any number of nodes may run this.
@Component
@Profile("!command")
class ReadinessCensus {

    static final int AT_ONCE = 500;
    static final Duration AT_MOST = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessCensus.class);

    private final ReadinessRows rows;
    private final Holdings holdings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReadinessCensus(ReadinessRows rows, Holdings holdings, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.holdings = holdings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void count() {
        try {
            while (countSome() == AT_ONCE) {
                // There are more.
            }
        } catch (DataAccessException e) {
            LOG.warn("Readiness could not be worked out and is tried again in a minute: {}", e.getMessage());
        }
    }

    @Scheduled(initialDelay = 3, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void keepTheDay() {
        try {
            rows.keepTheDay();
        } catch (DataAccessException e) {
            LOG.warn("Readiness figures could not be recorded and are tried again in half an hour: {}", e.getMessage());
        }
    }

    /// How many were due; at most [#AT_ONCE].
    private int countSome() {
        return transaction.execute(_ -> {
            var due = rows.takeDue(AT_ONCE);
            var usable = holdings.usable();
            var now = clock.instant();
            rows.write(holdings.of(due).entrySet().stream()
                    .map(entry -> new ReadinessRows.Row(
                            entry.getKey(),
                            Readiness.of(entry.getValue().holding(usable), usable, now)
                                    .state(),
                            entry.getValue().changesBy(usable, now, AT_MOST)))
                    .toList());
            return due.size();
        });
    }
}
