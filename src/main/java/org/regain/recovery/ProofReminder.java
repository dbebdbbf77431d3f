package org.regain.recovery;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells of what was proven where the node that judged it ended before it had. Several nodes share the work.
@Component
@Profile("!command")
class ProofReminder {

    private static final Logger LOG = LoggerFactory.getLogger(ProofReminder.class);
    private static final int AT_ONCE = 100;

    private final AnswerChallenge answers;

    ProofReminder(AnswerChallenge answers) {
        this.answers = answers;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void remind() {
        try {
            while (answers.tellWhatIsUntold(AT_ONCE) == AT_ONCE) {
                // There are more.
            }
        } catch (DataAccessException e) {
            LOG.warn("Owners hear later of what was proven in recoveries: {}", e.getMessage());
        }
    }
}
