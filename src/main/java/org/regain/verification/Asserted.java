package org.regain.verification;

/// What came of asking a browser for the use of a passkey.
public sealed interface Asserted {

    /// Its owner was there and was verified.
    ///
    /// @param signCount to be stored, where it still is more than what is stored or both are 0
    /// @param backedUp  to be stored
    record Right(long signCount, boolean backedUp) implements Asserted {}

    /// Signed by this very passkey and for us, and yet not to be taken; whose it is may be told why.
    ///
    /// @param reason [PasskeyFault#BACKUP]: it is no longer what it was made as; or [PasskeyFault#NOBODY_VERIFIED]
    record Unusable(PasskeyFault reason) implements Asserted {}

    record Wrong(PasskeyFault reason) implements Asserted {}
}
