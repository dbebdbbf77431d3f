package org.regain.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;

class PasskeyChallengesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final byte[] browser = PasskeyScene.random(32);
    private final PasskeyChallenges challenges =
            new PasskeyChallenges(macs(PasskeyScene.random(32)), new SecureRandom());
    private final byte[] challenge = challenges.fresh(browser, NOW);

    @Test
    void aFreshOneIsGenuineAndLikeNoOther() {
        assertThat(challenge).hasSize(56);
        assertThat(challenges.genuine(challenge, browser, NOW)).isTrue();
        assertThat(challenges.fresh(browser, NOW)).isNotEqualTo(challenge);
    }

    @Test
    void itLivesForFiveMinutes() {
        Instant end = PasskeyChallenges.expiry(challenge);

        assertThat(end).isEqualTo(Instant.parse("2026-11-22T12:05:00.123Z"));
        assertThat(challenges.genuine(challenge, browser, end.minus(MILLISECOND)))
                .isTrue();
        assertThat(challenges.genuine(challenge, browser, end)).isFalse();
        assertThat(challenges.genuine(challenge, browser, end.plus(Duration.ofDays(1))))
                .isFalse();
    }

    @Test
    void thatOfAnotherBrowserIsNotGenuine() {
        assertThat(challenges.genuine(challenge, PasskeyScene.random(32), NOW)).isFalse();
        assertThat(challenges.genuine(challenge, new byte[0], NOW)).isFalse();
    }

    @Test
    void thatOfAnotherRegainIsNotGenuine() {
        var other = new PasskeyChallenges(macs(PasskeyScene.random(32)), new SecureRandom());
        assertThat(other.genuine(challenge, browser, NOW)).isFalse();
    }

    @Test
    void oneWithAnyBitChangedIsNotGenuine() {
        for (int bit = 0; bit < challenge.length * 8; bit++) {
            byte[] changed = challenge.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(challenges.genuine(changed, browser, NOW))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void oneOfAnotherLengthIsNotGenuine() {
        for (int length = 0; length < 120; length++) {
            if (length != challenge.length) {
                assertThat(challenges.genuine(Arrays.copyOf(challenge, length), browser, NOW))
                        .isFalse();
            }
        }
    }

    /// HMAC-SHA-256 as the real one, with a key of the test.
    private static Macs macs(byte[] key) {
        return (MacPurpose purpose, byte[]... parts) -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.update(purpose.name().getBytes(US_ASCII));
                for (byte[] part : parts) {
                    mac.update((byte) part.length);
                    mac.update(part);
                }
                return mac.doFinal();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
