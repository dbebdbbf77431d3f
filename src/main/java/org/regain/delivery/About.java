package org.regain.delivery;

import java.time.Instant;

/// The way to prove who one is that a notice is about: it was added or removed, or somebody waits to get in by it.
///
/// @param servesFrom from when on it gets its holder back in by itself
public record About(Kind kind, Instant servesFrom) {

    /// Named as the methods are where people prove who they are.
    public enum Kind {
        PASSKEY,
        TOTP,
        SAVED_CODE,
        EMAIL,
        SMS
    }
}
