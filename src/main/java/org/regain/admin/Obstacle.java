package org.regain.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One reason why somebody cannot get in, with what their administrator reads (`why.<kind>`) and the words to send them
/// (`why.<kind>.send`).
///
/// @param until when it ends by itself; null when it does not, or nobody can say
/// @param methods the kinds of methods it is about, as in `more.<kind>`
record Obstacle(Kind kind, @Nullable Instant until, List<String> methods) {

    /// In the order in which they are worth solving.
    enum Kind {
        DELETED,
        SUSPENDED,
        /// The directory that keeps their password does not let them in.
        OUT_THERE,
        /// Nobody has claimed the account, and there is a link to do it with.
        INVITED,
        /// The last link has expired.
        INVITATION_OVER,
        /// Nobody has claimed the account, and the directory has the password to do it with.
        TO_CLAIM_BY_PASSWORD,
        /// "This wasn't me" was said, or an administrator asked for a new password.
        NEW_PASSWORD,
        FROZEN,
        LOCKED,
        /// A hundred wrong passwords in a row.
        LOCKED_FOR_GOOD,
        /// Wrong passwords, as the directory counts them.
        LOCKED_THERE,
        EXPIRED_THERE,
        /// The directory asks them for another password.
        CHANGE_THERE,
        /// One of the three before, and Regain may not help: they run the directory, or have no account yet to get back into.
        MENDED_THERE,
        /// A hundred wrong answers in a row.
        METHOD_CLOSED,
        MESSAGES_USED_UP,
        MESSAGES_REFUSED,
        /// They showed less than their account asks for, and wait to get in by it.
        WAITING,
        /// Fewer classes of proof than the account asks for.
        TOO_FEW,
        /// Nothing stands in the way.
        NOTHING
    }

    Obstacle {
        methods = List.copyOf(methods);
    }

    static Obstacle of(Kind kind) {
        return new Obstacle(kind, null, List.of());
    }

    static Obstacle until(Kind kind, Instant until) {
        return new Obstacle(kind, until, List.of());
    }
}
