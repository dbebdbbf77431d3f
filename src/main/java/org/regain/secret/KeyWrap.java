package org.regain.secret;

/// Wraps keys of which there are ever new ones, so that they can be kept in the database and are nothing without the keys file, which
/// keeps its own. Who has it may wrap and unwrap, and nobody else can do either.
///
/// Source: RFC 5297 (AES-SIV, made for the wrapping of keys).
public interface KeyWrap {

    /// What is kept in the key's place.
    ///
    /// @param context what the key is, such as its row's id; unwrapping needs the same
    byte[] wrap(byte[] key, byte[] context);

    /// The key again.
    ///
    /// @throws KeyMissing where it was wrapped with a key that the keys file does not have, as another, or changed since
    byte[] unwrap(byte[] wrapped, byte[] context);
}
