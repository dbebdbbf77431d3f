package org.regain.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/// Both logging systems at their most talkative, and the console, which `mail.debug` writes to.
public final class EverythingLogged implements AutoCloseable {

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream consoleBefore = System.out;
    private final ListAppender<ILoggingEvent> logback = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<String> jul = new CopyOnWriteArrayList<>();
    private final java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Logger smtp = java.util.logging.Logger.getLogger("org.eclipse.angus.mail.smtp");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            jul.add(new SimpleFormatter().format(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public EverythingLogged() {
        System.setOut(new PrintStream(console, true, UTF_8));
        logback.start();
        root.addAppender(logback);
        root.setLevel(Level.TRACE);
        handler.setLevel(java.util.logging.Level.ALL);
        julRoot.addHandler(handler);
        julRoot.setLevel(java.util.logging.Level.ALL);
        smtp.setLevel(java.util.logging.Level.ALL);
    }

    /// All of it, once what is under way has been written.
    public String written() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(200));
        StringBuilder all = new StringBuilder(console.toString(UTF_8)).append(jul);
        for (ILoggingEvent event : List.copyOf(logback.list)) {
            all.append(event.getFormattedMessage()).append('\n');
            for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                all.append(cause.getMessage()).append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        System.setOut(consoleBefore);
        root.detachAppender(logback);
        root.setLevel(before);
        julRoot.removeHandler(handler);
        julRoot.setLevel(java.util.logging.Level.INFO);
    }
}
