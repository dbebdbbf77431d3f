package org.regain.verification;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.springframework.stereotype.Component;

/// What a passkey signs on the sign-in page, where whoever opens the page must not cost us a row: 16 random bytes, the
/// moment in which it expires (8 bytes, milliseconds since 1970), and a MAC over both and the browser (32 bytes).
///
/// Genuine is not unused: that an answer serves once, whoever has the challenge kept as used has to see to.
///
/// Source: WebAuthn Level 3 § 13.4.3 (made where the answer is judged, at least 16 random bytes).
@Component
public class PasskeyChallenges {

    /// As long as a browser waits for its person.
    static final Duration LIFE = PasskeyCreation.LONGEST_WAIT;

    private static final int RANDOM_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final int BYTES = RANDOM_BYTES + Long.BYTES + MAC_BYTES;

    private final Macs macs;
    private final SecureRandom random;

    PasskeyChallenges(Macs macs, SecureRandom random) {
        this.macs = macs;
        this.random = random;
    }

    /// A challenge for one browser, of 56 bytes.
    ///
    /// @param browser the secret in a cookie of this browser, so that an answer from another is worth nothing
    public byte[] fresh(byte[] browser, Instant now) {
        byte[] nonce = new byte[RANDOM_BYTES];
        random.nextBytes(nonce);
        byte[] expiry = ByteBuffer.allocate(Long.BYTES)
                .putLong(now.plus(LIFE).toEpochMilli())
                .array();
        return ByteBuffer.allocate(BYTES)
                .put(nonce)
                .put(expiry)
                .put(macs.mac(MacPurpose.PASSKEY_CHALLENGE, nonce, expiry, browser))
                .array();
    }

    /// Whether [#fresh] made this for this browser less than five minutes ago.
    public boolean genuine(byte[] challenge, byte[] browser, Instant now) {
        if (challenge.length != BYTES) {
            return false;
        }
        ByteBuffer parts = ByteBuffer.wrap(challenge);
        byte[] nonce = take(parts, RANDOM_BYTES);
        byte[] expiry = take(parts, Long.BYTES);
        byte[] mac = take(parts, MAC_BYTES);
        return Arrays.stream(macs.byEachKey(MacPurpose.PASSKEY_CHALLENGE, nonce, expiry, browser))
                        .anyMatch(made -> MessageDigest.isEqual(mac, made))
                && now.toEpochMilli() < ByteBuffer.wrap(expiry).getLong();
    }

    /// From when on a genuine challenge need not be remembered as used.
    public static Instant expiry(byte[] challenge) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(challenge).getLong(RANDOM_BYTES));
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] part = new byte[length];
        from.get(part);
        return part;
    }
}
