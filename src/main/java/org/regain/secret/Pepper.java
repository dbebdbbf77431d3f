package org.regain.secret;

/// The keyed operation on a password's hash, whose key isn't in the database: a dump alone can't be guessed against.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (an additional iteration with a secret key that is stored apart).
public interface Pepper {

    /// The key for new hashes: 1 to 10 decimal digits, as `primaryKeyId` stands in the keys file.
    String keyId();

    /// HMAC-SHA-256 of `tag` under the key called `keyId`, 32 bytes.
    ///
    /// @throws KeyMissing when the keys file has no such key: the hash was made with other keys
    byte[] apply(String keyId, byte[] tag);
}
