package org.regain.recovery;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells people each day that somebody waits to get into their account. Several nodes share the work.
@Component
@Profile("!command")
class WaitingReminder {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingReminder.class);
    private static final int AT_ONCE = 100;

    private final WaitInstead waiting;

    WaitingReminder(WaitInstead waiting) {
        this.waiting = waiting;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void remind() {
        try {
            while (waiting.tellAgain(AT_ONCE) == AT_ONCE) {
                // There are more.
            }
        } catch (DataAccessException e) {
            LOG.warn("Reminders about waiting accounts are delayed: {}", e.getMessage());
        }
    }
}
