package org.regain.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The console does not open for whoever asks.
final class ConsoleClosed extends RuntimeException {

    /// Each has its sentences, `closed.<reason>`.
    enum Reason {
        /// They have no role for it.
        NO_ROLE,
        /// They have, but their sign-in took one class of proof, or is over.
        ONE_PROOF,
        /// They have, and the second proof is by a method that is in quarantine still.
        TOO_NEW,
        /// They are a user administrator, and the page is for global ones.
        NOT_GLOBAL
    }

    private final Reason reason;
    private final @Nullable Instant opensAt;

    ConsoleClosed(Reason reason) {
        this(reason, null);
    }

    private ConsoleClosed(Reason reason, @Nullable Instant opensAt) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.opensAt = opensAt;
    }

    /// [Reason#TOO_NEW].
    ///
    /// @param opensAt from when it opens
    static ConsoleClosed until(Instant opensAt) {
        return new ConsoleClosed(Reason.TOO_NEW, opensAt);
    }

    Reason reason() {
        return reason;
    }

    /// Null where waiting does not open it.
    @Nullable
    Instant opensAt() {
        return opensAt;
    }
}
