package org.regain.delivery;

import java.time.Instant;

/// What became of a row that was claimed.
sealed interface Outcome {

    /// The word it is counted by. A decoy counts as what it stands for: whoever sees the numbers beside a request of their own must
    /// not learn whether there is such an account.
    default String word() {
        return switch (this) {
            case Sent _, Dropped _ -> "done";
            case Failed _ -> "failed";
            case Postponed _ -> "postponed";
            case Expired _ -> "expired";
        };
    }

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
