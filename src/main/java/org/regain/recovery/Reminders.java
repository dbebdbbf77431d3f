package org.regain.recovery;

import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What people are told without anybody having asked just then. Several nodes share the work.
@Component
@Profile("!command")
class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final int AT_ONCE = 100;

    private final WaitInstead waiting;
    private final AnswerChallenge answers;

    Reminders(WaitInstead waiting, AnswerChallenge answers) {
        this.waiting = waiting;
        this.answers = answers;
    }

    /// Each day, that somebody waits to get into their account.
    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void ofWaiting() {
        all("that somebody waits", waiting::tellAgain);
    }

    /// What was proven where the node that judged it ended before it had told.
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void ofProofs() {
        all("what was proven in recoveries", answers::tellWhatIsUntold);
    }

    /// @param some tells some, at most as many as it is given, and says how many there were
    private static void all(String what, IntUnaryOperator some) {
        try {
            while (some.applyAsInt(AT_ONCE) >= AT_ONCE) {
                // There are more.
            }
        } catch (DataAccessException e) {
            LOG.warn("People hear later {}: {}", what, e.getMessage());
        }
    }
}
