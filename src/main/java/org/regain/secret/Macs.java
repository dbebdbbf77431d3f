package org.regain.secret;

/// Makes what is stored in place of a secret: whoever reads the database can neither find the secret nor make one.
///
/// Safe for use by many threads. Compare results with [java.security.MessageDigest#isEqual(byte[], byte[])].
public interface Macs {

    /// HMAC-SHA-256 of the purpose and the parts, 32 bytes.
    ///
    /// Each part carries its length, so the parts (ab, c) and (a, bc) differ; their number and order count too. The
    /// same input gives the same bytes for as long as the same key of the keys file is in use.
    byte[] mac(MacPurpose purpose, byte[]... parts);

    /// The same by each key of the keys file, that of [#mac] first: what is kept of a secret may have been made by an earlier one.
    default byte[][] byEachKey(MacPurpose purpose, byte[]... parts) {
        return new byte[][] {mac(purpose, parts)};
    }
}
