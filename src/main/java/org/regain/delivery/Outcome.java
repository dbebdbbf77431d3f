package org.regain.delivery;

import java.time.Instant;

/// What became of a row that was claimed.
sealed interface Outcome {

    /// The server took it.
    record Sent() implements Outcome {}

    /// It was a decoy.
    record Dropped() implements Outcome {}

    /// The server will never take it.
    record Failed(String failure) implements Outcome {}

    /// It may work later.
    record Postponed(Instant notBefore, String failure) implements Outcome {}

    /// It would work too late.
    record Expired(String failure) implements Outcome {}
}
