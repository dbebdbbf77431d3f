package org.regain.password;

/// Argon2id, version 1.3, one lane, 32 bytes out. Source: RFC 9106.
interface Argon2id {

    /// The tag of a password.
    ///
    /// @param password any bytes, zeros too
    /// @param salt 16 bytes
    byte[] tag(byte[] password, byte[] salt, HashParameters parameters);
}
