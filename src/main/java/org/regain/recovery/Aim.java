package org.regain.recovery;

/// What a claimant is here for, as they said on the second page.
public enum Aim {
    /// "I forgot my password": choose a new one.
    RESET,
    /// "I know my password, but still can't sign in": keep it, and have the lock cleared.
    UNLOCK
}
