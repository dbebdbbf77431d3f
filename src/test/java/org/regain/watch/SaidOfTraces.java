package org.regain.watch;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What the log says of traces to one endpoint, whoever says it.
final class SaidOfTraces implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final String endpoint;

    SaidOfTraces(URI endpoint) {
        this.endpoint = endpoint.toString();
        appender.start();
        root.addAppender(appender);
    }

    /// OpenTelemetry's own name no endpoint.
    List<String> lines() {
        return List.copyOf(appender.list).stream()
                .filter(it -> it.getFormattedMessage().contains(endpoint)
                        || it.getLoggerName().startsWith("io.opentelemetry"))
                .map(it -> it.getLevel() + " " + it.getLoggerName() + " " + it.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
    }
}
