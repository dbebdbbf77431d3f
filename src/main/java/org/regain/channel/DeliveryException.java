package org.regain.channel;

/// A mail wasn't accepted.
///
/// Its message goes into the clear column `failure` and into logs, so it names a kind of failure and a reply code. It
/// never repeats what the server said, because servers repeat addresses. For the same reason it has no cause.
public final class DeliveryException extends Exception {

    private final boolean permanent;

    private DeliveryException(String failure, boolean permanent) {
        super(failure);
        this.permanent = permanent;
    }

    /// Trying again would get the same answer.
    public static DeliveryException permanent(String failure) {
        return new DeliveryException(failure, true);
    }

    /// Worth another try.
    public static DeliveryException transientFailure(String failure) {
        return new DeliveryException(failure, false);
    }

    public boolean isPermanent() {
        return permanent;
    }

    /// A short kind of failure, such as `smtp 550`.
    public String failure() {
        return String.valueOf(getMessage());
    }
}
