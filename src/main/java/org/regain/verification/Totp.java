package org.regain.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.regain.secret.Code;
import org.regain.secret.TotpSecret;
import org.springframework.stereotype.Component;

/// The codes of an authenticator app: 6 digits by SHA-1, new every 30 seconds, which is what every app can do.
///
/// Steps are counted from 1970-01-01T00:00Z by this server's clock alone. That a code serves once is not judged here: the
/// step it belongs to is returned, and whoever stores the last step takes a later one only.
///
/// Safe for use by many threads. Source: RFC 6238; OWASP ASVS 5.0 §§ 6.5.5, 6.5.8.
@Component
public class Totp {

    public static final int DIGITS = 6;

    /// How long one code is shown.
    public static final Duration STEP = Duration.ofSeconds(30);

    /// How long into a step the code of the one before is still taken: for who began to type it when it was shown.
    static final Duration GRACE = Duration.ofSeconds(5);

    private final HmacOneTimePasswordGenerator generator = new HmacOneTimePasswordGenerator(DIGITS);

    /// The step whose code was typed: this one, or the one before while not more than 5 seconds of this one have gone.
    ///
    /// Right or wrong, both codes are made and both are compared to the end.
    ///
    /// @return empty when the code is of neither; the later step where both have the same code, so that it serves once
    public OptionalLong matchingStep(TotpSecret secret, Code typed, Instant now) {
        long step = Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
        Instant began = Instant.ofEpochSecond(step * STEP.toSeconds());
        boolean inGrace = Duration.between(began, now).compareTo(GRACE) <= 0;
        Key key = key(secret);
        boolean ofThis = isCodeOf(step, key, typed);
        boolean ofTheOneBefore = isCodeOf(step - 1, key, typed);
        if (ofThis) {
            return OptionalLong.of(step);
        }
        return ofTheOneBefore && inGrace ? OptionalLong.of(step - 1) : OptionalLong.empty();
    }

    /// What an app with this secret shows at this moment.
    public Code code(TotpSecret secret, Instant now) {
        return Code.parse(codeOf(Math.floorDiv(now.getEpochSecond(), STEP.toSeconds()), key(secret)))
                .orElseThrow();
    }

    private boolean isCodeOf(long step, Key key, Code typed) {
        return MessageDigest.isEqual(
                codeOf(step, key).getBytes(US_ASCII), typed.digits().getBytes(US_ASCII));
    }

    private String codeOf(long step, Key key) {
        try {
            return generator.generateOneTimePasswordString(key, step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-1 takes any 20 bytes", e);
        }
    }

    private static Key key(TotpSecret secret) {
        return new SecretKeySpec(secret.bytes(), "HmacSHA1");
    }
}
