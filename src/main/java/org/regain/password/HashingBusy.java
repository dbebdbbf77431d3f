package org.regain.password;

import java.time.Duration;

/// Too many passwords are being hashed at this moment. Nothing was judged and nothing may be counted.
public final class HashingBusy extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    HashingBusy(Duration retryAfter) {
        super("Too many passwords are being hashed; try again in " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    /// When trying again is worth it: for the header `Retry-After` of a 503.
    public Duration retryAfter() {
        return retryAfter;
    }
}
