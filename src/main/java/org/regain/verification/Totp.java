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
/// Steps are counted from 1970-01-01T00:00Z by the app's clock, of which this server's clock and the app's [Drift] are
/// what is known. That a code serves once is not judged here: the step it belongs to is returned, and whoever stores the
/// last step takes a later one only. See `docs/decisions/0027-clock-drift-of-apps.md`.
///
/// Safe for use by many threads. Source: RFC 6238 §§ 5.2, 6; OWASP ASVS 5.0 §§ 6.5.5, 6.5.8.
@Component
public class Totp {

    public static final int DIGITS = 6;

    /// How long one code is shown.
    public static final Duration STEP = Duration.ofSeconds(30);

    /// How long after a code was shown it is still taken: for people who began to type it then.
    static final Duration GRACE = Duration.ofSeconds(5);

    private final HmacOneTimePasswordGenerator generator = new HmacOneTimePasswordGenerator(DIGITS);

    /// What is known of an app's clock.
    ///
    /// @param least by how many seconds it is ahead of ours at least; negative where it may be behind
    /// @param most by how many at most
    public record Drift(int least, int most) {

        /// Of an app that has shown no code yet: a step either way, and the seconds for typing. The column's default says
        /// the same.
        public static final Drift UNKNOWN = new Drift(-35, 35);
    }

    /// The step whose code was typed: one that the app may be showing now, or was showing not more than 5 seconds ago.
    ///
    /// Right or wrong, the codes of all these steps are made and compared to the end: two where the drift is well known,
    /// four at most.
    ///
    /// @return empty when the code is of none; the latest step where several have the same code, so that it serves once
    public OptionalLong matchingStep(TotpSecret secret, Code typed, Instant now, Drift drift) {
        long second = now.getEpochSecond();
        // A step has gone once 30 seconds and 5 of grace are over: rounded up, as is a second that has begun.
        long ended = second + drift.least() - GRACE.toSeconds() - STEP.toSeconds() + (now.getNano() > 0 ? 1 : 0);
        long first = Math.ceilDiv(ended, STEP.toSeconds());
        long last = Math.floorDiv(second + drift.most(), STEP.toSeconds());
        Key key = key(secret);
        OptionalLong found = OptionalLong.empty();
        for (long step = first; step <= last; step++) {
            if (isCodeOf(step, key, typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
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
