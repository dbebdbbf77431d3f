package org.regain.admin;

/// The console does not open for whoever asks.
final class ConsoleClosed extends RuntimeException {

    /// Each has its sentences, `closed.<reason>`.
    enum Reason {
        /// They have no role for it.
        NO_ROLE,
        /// They have, but their sign-in took one class of proof, or is over.
        ONE_PROOF,
        /// They are a user administrator, and the page is for global ones.
        NOT_GLOBAL
    }

    private final Reason reason;

    ConsoleClosed(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
