package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.regain.channel.Channel;
import org.regain.watch.WaitingMessages.Waiting;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessResourceFailureException;

/// Why a node is not ready stands in the log, once, and in nobody's words but ours.
@Isolated
class FitTest {

    private final FitConfiguration fit = new FitConfiguration();
    private Supplier<Map<Channel, Waiting>> now = Map::of;
    private final HealthIndicator outbox = fit.outboxHealthIndicator(() -> now.get());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void aMessageThatNobodyTakesUpMakesUnreadyAndOneThatWaitsForItsNextTryDoesNot() {
        waits(3_000, 599);
        assertThat(status()).isEqualTo(Status.UP);
        waits(3_000, 601);
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(status()).isEqualTo(Status.DOWN);
        waits(3_000, 0);
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(said())
                .containsExactly(
                        "WARN Not ready: a message has been due for 601 seconds (EMAIL), and no node takes it up",
                        "INFO Ready again, as far as the outbox goes");
    }

    @Test
    void whatADriverSaysOfARowIsNotRepeated() {
        now = () -> {
            throw new DataAccessResourceFailureException("Key (ana@contoso.example)", new IllegalStateException("ana"));
        };
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(said()).containsExactly("WARN Not ready: the database does not answer (IllegalStateException)");
    }

    private void waits(double oldest, double untouched) {
        now = () -> Map.of(Channel.EMAIL, new Waiting(Channel.EMAIL, 1, oldest, 3, untouched));
    }

    /// Also: nothing beside the word.
    private Status status() {
        var health = Objects.requireNonNull(outbox.health());
        assertThat(health.getDetails()).isEmpty();
        return health.getStatus();
    }

    private List<String> said() {
        return log.list.stream()
                .map(it -> it.getLevel() + " " + it.getFormattedMessage())
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Fit.class);
    }
}
