package org.regain.delivery;

/// What a mailed or texted code is for.
public enum CodePurpose {
    /// Getting back into an account.
    RECOVERY,
    /// Confirming the address while claiming an account.
    CLAIM,
    /// Confirming the address at the first sign-in with a password from another system.
    FIRST_SIGN_IN,
    /// Showing that an address or a number is one's own, while signed in.
    REGISTER
}
