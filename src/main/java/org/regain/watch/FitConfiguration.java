package org.regain.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.regain.channel.Channel;
import org.regain.database.DatabaseClock;
import org.regain.secret.FittingKeys;
import org.regain.watch.WaitingMessages.Waiting;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/// What a node has to have before people are sent to it, beside a port that is open: a database that answers, a clock that agrees
/// with it, keys that fit, and messages that somebody takes up.
///
/// A mail server that refuses is no reason: its messages were tried and are waiting for their next try. Every node would be taken
/// away at once for what none of them can help, and who knows their password can still sign in.
@Configuration(proxyBeanMethods = false)
@Conditional(Watched.class)
class FitConfiguration {

    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /// A message is taken up within a second or two, or a lease of two minutes later where a node died over it.
    static final Duration UNTOUCHED = Duration.ofMinutes(10);

    @Bean
    Supplier<Map<Channel, Waiting>> waitingNow(WaitingMessages messages) {
        return new AtMostEvery<>(SOME_SECONDS, messages::now);
    }

    @Bean
    HealthIndicator databaseHealthIndicator(AskedDatabase database, DatabaseClock clock) {
        return new Fit("the database", new AtMostEvery<>(SOME_SECONDS, () -> {
            if (clock.isTooFarOff()) {
                return Optional.of("this machine's clock is %d seconds ahead of the database's"
                        .formatted(clock.machineAhead().toSeconds()));
            }
            return asked(() -> {
                database.answer();
                return Optional.empty();
            });
        }));
    }

    @Bean
    HealthIndicator keysHealthIndicator(FittingKeys keys) {
        return new Fit(
                "the keys",
                new AtMostEvery<>(
                        A_MINUTE,
                        () -> asked(() -> {
                            var missing = keys.missing();
                            return missing.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            "the keys file does not fit the database, which was used with other keys (%s)"
                                                    .formatted(String.join(", ", missing)));
                        })));
    }

    @Bean
    HealthIndicator outboxHealthIndicator(Supplier<Map<Channel, Waiting>> waiting) {
        return new Fit(
                "the outbox",
                () -> asked(() -> waiting.get().values().stream()
                        .filter(it -> it.untouched() > UNTOUCHED.toSeconds())
                        .map(it -> "a message has been due for %d seconds (%s), and no node takes it up"
                                .formatted((long) it.untouched(), it.channel()))
                        .findFirst()));
    }

    /// The kind of the trouble only: a driver's message may repeat the values of a row.
    private static Optional<String> asked(Supplier<Optional<String>> asking) {
        try {
            return asking.get();
        } catch (DataAccessException e) {
            return Optional.of("the database does not answer (%s)"
                    .formatted(e.getMostSpecificCause().getClass().getSimpleName()));
        }
    }
}
