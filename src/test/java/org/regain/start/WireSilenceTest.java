package org.regain.start;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes over the wire is written to no log.
class WireSilenceTest {

    @ParameterizedTest
    @CsvSource({
        "jdk.httpclient.HttpClient, INFO, DENY",
        "jdk.httpclient.HttpClient, ERROR, DENY",
        "io.opentelemetry.exporter.internal.http.HttpExporter, ERROR, DENY",
        "org.apache.coyote.http11.Http11InputBuffer, DEBUG, DENY",
        "org.postgresql.jdbc.PgConnection, TRACE, DENY",
        "org.apache.coyote.http11.Http11Processor, WARN, NEUTRAL",
        "org.regain.delivery.Delivery, DEBUG, NEUTRAL"
    })
    void aWireIsSilentAtEveryLevelAtWhichItWouldSpeak(String name, String level, FilterReply reply) {
        var logger = new LoggerContext().getLogger(name);
        logger.setLevel(Level.TRACE);
        assertThat(new WireSilence().decide(null, logger, Level.valueOf(level), "", null, null))
                .isEqualTo(reply);
    }
}
