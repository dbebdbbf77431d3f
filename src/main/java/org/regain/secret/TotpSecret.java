package org.regain.secret;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;

/// What an authenticator app and Regain both know: 160 random bits, from which each makes the same codes.
///
/// Source: RFC 4226 § 4, R6 (160 bits); NIST SP 800-63B-4 § 3.1.4.1 (at least 112).
public final class TotpSecret {

    /// As many as SHA-1 gives; in base 32 they need no filling.
    private static final int BYTES = 20;

    private final byte[] bytes;

    private TotpSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TotpSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    /// The secret that [#bytes()] gave.
    ///
    /// @throws IllegalArgumentException unless these are 20 bytes
    public static TotpSecret of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("An authenticator app's secret has %d bytes".formatted(BYTES));
        }
        return new TotpSecret(bytes.clone());
    }

    /// A fresh copy of the 20 bytes; whoever asks should overwrite it after use.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// 32 characters, A to Z and 2 to 7, without filling: what apps take.
    ///
    /// Source: RFC 4648 § 6.
    public String base32() {
        return Base32.toBase32String(bytes);
    }

    /// [#base32()] in eight groups of four, parted by blanks: to be typed where no camera is. Apps pass over the blanks.
    public String grouped() {
        return base32().replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// Takes the same time wherever the first difference is.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TotpSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TotpSecret[redacted]";
    }
}
