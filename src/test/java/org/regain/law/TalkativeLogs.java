package org.regain.law;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// Every logger at TRACE, those of `java.util.logging` too, and all they say.
public final class TalkativeLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Level julBefore = julRoot.getLevel();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final List<Logger> leveled;
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    public TalkativeLogs() {
        setContext(root.getLoggerContext());
        start();
        // What an operator may set for one logger holds even where the root says otherwise, so each is set by itself.
        leveled = root.getLoggerContext().getLoggerList().stream()
                .filter(logger -> logger != root && logger.getLevel() != null)
                .toList();
        leveled.forEach(logger -> logger.setLevel(Level.TRACE));
        root.setLevel(Level.TRACE);
        julRoot.setLevel(java.util.logging.Level.ALL);
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        // The mailboxes of the tests are no part of Regain, and their business is to read mails.
        if (!event.getLoggerName().startsWith("com.icegreen.")) {
            var trouble =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            said.add(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage() + trouble);
        }
    }

    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        others.forEach(root::addAppender);
        others.clear();
        root.setLevel(before);
        leveled.forEach(logger -> logger.setLevel(null));
        julRoot.setLevel(julBefore);
    }
}
