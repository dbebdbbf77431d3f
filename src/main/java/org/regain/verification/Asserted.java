package org.regain.verification;

/// What came of asking a browser for the use of a passkey.
public sealed interface Asserted {

    /// Its owner was there and was verified.
    ///
    /// @param signCount to be stored, where it still is more than what is stored or both are 0
    /// @param backedUp  to be stored
    record Right(long signCount, boolean backedUp) implements Asserted {}

    record Wrong(PasskeyFault reason) implements Asserted {}
}
