package org.regain.portal;

import java.util.concurrent.TimeUnit;
import org.regain.start.Warming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Has signing keys made in time: before the port opens (and before anything else is signed on trial), and once an hour. Where nobody
/// does for months, the last one goes on.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile("!command")
class SigningRotation implements Warming {

    private static final Logger LOG = LoggerFactory.getLogger(SigningRotation.class);

    private final RotateSigningKeys rotate;

    SigningRotation(RotateSigningKeys rotate) {
        this.rotate = rotate;
    }

    @Override
    public String what() {
        return "a key that signs for portals";
    }

    @Override
    public void warm() {
        rotate.whatIsDue();
    }

    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void look() {
        try {
            rotate.whatIsDue();
        } catch (DataAccessException e) {
            LOG.warn("Signing keys could not be looked at, trying again in an hour: {}", e.getMessage());
        }
    }
}
