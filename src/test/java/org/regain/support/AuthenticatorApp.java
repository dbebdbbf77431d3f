package org.regain.support;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The app on a person's phone. It shares no code with Regain and knows RFC 6238 by itself.
public final class AuthenticatorApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecretKeySpec key;

    private AuthenticatorApp(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA1");
    }

    public static AuthenticatorApp with(byte[] secret) {
        return new AuthenticatorApp(secret);
    }

    /// Takes the key that a page shows, as a person types it.
    public static AuthenticatorApp typed(String key) {
        var digits = key.replace(" ", "").chars().map(BASE32::indexOf).toArray();
        var secret = ByteBuffer.allocate(digits.length * 5 / 8);
        var held = 0;
        var bits = 0;
        for (int digit : digits) {
            held = (held << 5 | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                secret.put((byte) (held >> bits));
            }
        }
        return new AuthenticatorApp(secret.array());
    }

    /// The six digits it shows at this moment.
    public String codeAt(Instant now) {
        return codeOf(now.getEpochSecond() / 30);
    }

    /// The six digits it shows in this step of thirty seconds, counted from 1970.
    public String codeOf(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            var hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(8).putLong(step).array()));
            return "%06d".formatted((hash.getInt(hash.get(19) & 15) & Integer.MAX_VALUE) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
