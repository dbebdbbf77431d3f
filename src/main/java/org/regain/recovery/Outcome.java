package org.regain.recovery;

/// What a recovery did.
public enum Outcome {
    /// A new password; everything the old one had opened has ended.
    RESET,
    /// The lock made by failed attempts is cleared; nothing else changed.
    UNLOCKED
}
