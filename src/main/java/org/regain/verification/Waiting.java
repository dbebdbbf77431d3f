package org.regain.verification;

import java.time.Instant;

/// Somebody who could show less than is asked for waits instead, and shows the same once more when it is over.
///
/// @param shown    by what they proved who they are; for everything that is sent: [Method#EMAIL]
/// @param until    when it is over; nobody can shorten it
/// @param lapsesAt until when it has to be used
public record Waiting(Method shown, Instant until, Instant lapsesAt) {

    /// What came of asking for one.
    public enum Asked {
        ASKED,
        /// One is under way, or over and to be used. Asking again neither restarts nor shortens it.
        WAITS,
        SUSPENDED,
        /// Enough was shown, or nothing that serves by itself, or nothing that could be shown once more.
        NOT_PROVEN,
        GONE
    }
}
