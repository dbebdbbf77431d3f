package org.regain.delivery;

/// What a mailed code is for.
public enum CodePurpose {
    /// Getting back into an account.
    RECOVERY,
    /// Confirming the address while claiming an account.
    CLAIM
}
