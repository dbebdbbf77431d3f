package org.regain.limits;

import java.time.Instant;

/// What came of asking for a permit under a limit.
public sealed interface Taken {

    record Yes() implements Taken {}

    /// All permits are taken.
    ///
    /// @param until when the next permit comes free
    record No(Instant until) implements Taken {}
}
