package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What one test hears while others start and end applications.
class SteadyLoggingTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SteadyLoggingTest.class);

    @Test
    void whoListensHearsOnWhenApplicationsEndAndStart() {
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        logger.addAppender(heard);
        try {
            SteadyLogging.startAndEnd();
            SteadyLogging.startAndEnd();
            logger.warn("still here");
        } finally {
            logger.detachAppender(heard);
        }
        assertThat(heard.list).extracting(ILoggingEvent::getMessage).containsExactly("still here");
    }
}
