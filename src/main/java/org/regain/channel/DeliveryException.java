package org.regain.channel;

import java.time.Duration;

/// A mail wasn't accepted.
///
/// Its message goes into the clear column `failure` and into logs, so it names a kind of failure and a reply code. It
/// never repeats what the server said, because servers repeat addresses. For the same reason it has no cause.
public final class DeliveryException extends Exception {

    private final boolean permanent;
    private final Duration notWithin;

    private DeliveryException(String failure, boolean permanent, Duration notWithin) {
        super(failure);
        this.permanent = permanent;
        this.notWithin = notWithin;
    }

    /// Trying again would get the same answer.
    public static DeliveryException permanent(String failure) {
        return new DeliveryException(failure, true, Duration.ZERO);
    }

    /// Worth another try.
    public static DeliveryException transientFailure(String failure) {
        return transientFailure(failure, Duration.ZERO);
    }

    /// Worth another try, and not before so long has passed: whoever refused it said so.
    public static DeliveryException transientFailure(String failure, Duration notWithin) {
        return new DeliveryException(failure, false, notWithin);
    }

    public boolean isPermanent() {
        return permanent;
    }

    /// Zero where nothing was said.
    public Duration notWithin() {
        return notWithin;
    }

    /// A short kind of failure, such as `smtp 550`.
    public String failure() {
        return String.valueOf(getMessage());
    }
}
