package org.regain.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.Code;
import org.regain.secret.TotpSecret;
import org.regain.support.AuthenticatorApp;

class TotpTest {

    private static final Path OATHTOOL = Path.of("/usr/bin/oathtool");
    private static final TotpSecret RFC = TotpSecret.of("12345678901234567890".getBytes(US_ASCII));

    /// Of an app whose clock is ours.
    private static final Totp.Drift NONE = new Totp.Drift(0, 0);

    private final Totp totp = new Totp();

    @Nested
    class Standards {

        @ParameterizedTest
        @CsvSource({
            "59, 94287082",
            "1111111109, 07081804",
            "1111111111, 14050471",
            "1234567890, 89005924",
            "2000000000, 69279037",
            "20000000000, 65353130"
        })
        void rfc6238_appendixB_theLastSixDigitsOfEachSha1Vector(long time, String eight) {
            assertThat(step(RFC, eight.substring(2), Instant.ofEpochSecond(time)))
                    .hasValue(time / 30);
        }

        @ParameterizedTest
        @CsvSource({
            "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
            "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
        })
        void rfc4226_appendixD_theCodeOfEachCounter(long counter, String code) {
            assertThat(step(RFC, code, Instant.ofEpochSecond(counter * 30 + 15)))
                    .hasValue(counter);
        }

        @Test
        void oathtoolMakesTheSameCodeOfTwoHundredSecretsAtAnyTime() throws Exception {
            if (!"true".equals(System.getenv("CI"))) {
                assumeTrue(Files.isExecutable(OATHTOOL), "the program oathtool is not installed");
            }
            SecureRandom random = new SecureRandom();
            for (int i = 0; i < 200; i++) {
                TotpSecret secret = TotpSecret.random(random);
                Instant now = Instant.ofEpochSecond(random.nextLong(1L << 32));
                assertThat(step(secret, oathtool(secret, now), now)).hasValue(now.getEpochSecond() / 30);
            }
        }

        private static String oathtool(TotpSecret secret, Instant now) throws Exception {
            Process oathtool = new ProcessBuilder(
                            OATHTOOL.toString(), "--totp", "--base32", "--now", "@" + now.getEpochSecond(), "-")
                    .start();
            try (var input = oathtool.outputWriter(US_ASCII)) {
                input.write(secret.grouped());
            }
            String code = new String(oathtool.getInputStream().readAllBytes(), US_ASCII).strip();
            assertThat(oathtool.waitFor()).isZero();
            return code;
        }
    }

    /// In each step, counted from its begin.
    @Nested
    class TheTime {

        private static final long STEP = 58_000_000;
        private static final Instant BEGIN = Instant.ofEpochSecond(STEP * 30);

        private final AuthenticatorApp app = AuthenticatorApp.with(RFC.bytes());

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 5_000, 5_001, 29_999})
        void theCodeOfThisStepServesAllOfIt(long millis) {
            assertThat(step(RFC, app.codeOf(STEP), BEGIN.plusMillis(millis))).hasValue(STEP);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 4_999, 5_000})
        void aCodeOfTheStepBeforeServesForFiveSeconds(long millis) {
            assertThat(step(RFC, app.codeOf(STEP - 1), BEGIN.plusMillis(millis)))
                    .hasValue(STEP - 1);
        }

        @ParameterizedTest
        @ValueSource(longs = {5_001, 6_000, 15_000, 29_999})
        void andNotLonger(long millis) {
            assertThat(step(RFC, app.codeOf(STEP - 1), BEGIN.plusMillis(millis)))
                    .isEmpty();
            assertThat(step(RFC, app.codeOf(STEP - 1), BEGIN.plusSeconds(5).plusNanos(1)))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(longs = {-1000, -3, -2, 1, 2, 1000})
        void noOtherStepServesEver(long away) {
            for (long millis : new long[] {0, 5_000, 5_001, 29_999}) {
                assertThat(step(RFC, app.codeOf(STEP + away), BEGIN.plusMillis(millis)))
                        .isEmpty();
            }
        }
    }

    @Test
    void aCodeOfAnotherSecretIsNothing() {
        TotpSecret other = TotpSecret.of("98765432109876543210".getBytes(US_ASCII));
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        String code = AuthenticatorApp.with(other.bytes()).codeAt(now);
        assertThat(step(other, code, now)).isPresent();
        assertThat(step(RFC, code, now)).isEmpty();
    }

    @Test
    void moreDigitsThanSixAreNoCodeOfAnApp() {
        assertThat(step(RFC, "94287082", Instant.ofEpochSecond(59))).isEmpty();
        assertThat(step(RFC, "0287082", Instant.ofEpochSecond(59))).isEmpty();
    }

    @Test
    void whereTwoStepsHaveTheSameCodeItCountsAsTheLater() {
        AuthenticatorApp app = AuthenticatorApp.with(RFC.bytes());
        long later = 910_738;
        assertThat(app.codeOf(later)).isEqualTo(app.codeOf(later - 1)).isEqualTo("911617");
        assertThat(step(RFC, "911617", Instant.ofEpochSecond(later * 30))).hasValue(later);
    }

    @Test
    void anAppThatWasGivenTheGroupsByHandShowsTheCode() {
        TotpSecret secret = TotpSecret.random(new SecureRandom());
        Instant now = Instant.parse("2026-11-22T12:00:07Z");
        assertThat(step(secret, AuthenticatorApp.typed(secret.grouped()).codeAt(now), now))
                .isPresent();
    }

    private OptionalLong step(TotpSecret secret, String typed, Instant now) {
        return totp.matchingStep(secret, Code.parse(typed).orElseThrow(), now, NONE);
    }
}
