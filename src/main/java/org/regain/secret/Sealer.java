package org.regain.secret;

/// The half that can seal, and cannot open.
public interface Sealer {

    /// Encrypts to whoever holds the [Opener]; each call gives other bytes.
    ///
    /// @param context what the bytes belong to, such as their row's id; opening needs the same
    byte[] seal(byte[] plain, byte[] context);
}
