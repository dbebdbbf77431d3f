package org.regain.secret;

/// Makes what is stored in place of a secret: whoever reads the database can neither find the secret nor make one.
///
/// Safe for use by many threads. Compare results with [java.security.MessageDigest#isEqual(byte[], byte[])].
public interface Macs {

    /// HMAC-SHA-256 of the purpose and the parts, 32 bytes.
    ///
    /// Each part carries its length, so the parts (ab, c) and (a, bc) differ; their number and order count too. The
    /// same input gives the same bytes for as long as the keys file is the same.
    byte[] mac(MacPurpose purpose, byte[]... parts);
}
