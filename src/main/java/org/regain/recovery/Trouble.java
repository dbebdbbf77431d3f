package org.regain.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stood between a person and their account, said once they have proven something. The page explains it and offers
/// the smallest remedy.
public sealed interface Trouble {

    /// The kind, as the key of its words: `trouble.LOCKED`.
    default String kind() {
        return switch (this) {
            case Locked _ -> "LOCKED";
            case Mistyped _ -> "MISTYPED";
            case Suspended() -> "SUSPENDED";
            case Compromised() -> "COMPROMISED";
            case None() -> "NONE";
        };
    }

    /// Keeping the password and clearing the lock is all it takes.
    default boolean curedByUnlocking() {
        return this instanceof Locked || this instanceof Mistyped;
    }

    /// Too many wrong passwords.
    ///
    /// @param tries wrong passwords in a row
    /// @param since the first of them; null when that is long ago
    /// @param elsewhere how many came from networks that never signed in to this account
    /// @param until when the lock ends by itself; null: not before a recovery
    record Locked(
            int tries,
            @Nullable Instant since,
            int elsewhere,
            @Nullable Instant until) implements Trouble {}

    /// Wrong passwords, not enough of them for a lock.
    record Mistyped(int tries, int elsewhere) implements Trouble {}

    /// The organisation has stopped the account. A recovery never lifts this.
    record Suspended() implements Trouble {}

    /// The password is known to be in wrong hands: only a new one leads on.
    record Compromised() implements Trouble {}

    /// Nothing is wrong with the account.
    record None() implements Trouble {}
}
