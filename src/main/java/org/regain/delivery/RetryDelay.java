package org.regain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long to wait before a mail is tried again.
final class RetryDelay {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    /// A code that lives ten minutes is tried each minute at least, a claim mail that lives three days needn't be.
    private static final int TRIES_IN_A_LIFE = 10;

    private RetryDelay() {}

    /// Postponed, or expired when the next try would come too late.
    static Outcome after(ClaimedRow row, String failure, Instant now) {
        return after(row, failure, Duration.ZERO, now);
    }

    /// @param notWithin how long whoever refused it wants to be left alone. To ask before that is to be refused for longer.
    static Outcome after(ClaimedRow row, String failure, Duration notWithin, Instant now) {
        Duration wait = WAITS.get(Math.min(row.attempt(), WAITS.size()) - 1);
        Duration longest = Duration.between(row.createdAt(), row.expiresAt()).dividedBy(TRIES_IN_A_LIFE);
        Duration ours = wait.compareTo(longest) < 0 ? wait : longest;
        Instant next = now.plus(ours.compareTo(notWithin) < 0 ? notWithin : ours);
        return next.isBefore(row.expiresAt()) ? new Outcome.Postponed(next, failure) : new Outcome.Expired(failure);
    }
}
