package org.regain.limits;

import java.time.Instant;

/// What came of asking for a place under a limit.
public sealed interface Taken {

    record Yes() implements Taken {}

    /// All places are taken.
    ///
    /// @param until when the next place comes free
    record No(Instant until) implements Taken {}
}
