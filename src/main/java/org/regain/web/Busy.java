package org.regain.web;

import java.time.Duration;

/// Something is fully used for the moment, and nothing was changed: the person is asked to try again a little later.
/// Thrown, or extended, by what has a bounded number of places.
public class Busy extends RuntimeException {

    private final Duration retryAfter;

    /// @param retryAfter when it is likely to work again; told to the browser in whole seconds, at least one
    public Busy(Duration retryAfter) {
        super("busy", null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
