package org.regain.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotpSecretTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    /// RFC 4648 § 10 has vectors of six bytes at most; this is the secret of RFC 6238, as all its users write it.
    @Test
    void isWrittenInBase32AsAppsReadIt() {
        TotpSecret secret = TotpSecret.of("12345678901234567890".getBytes(US_ASCII));
        assertThat(secret.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(secret.grouped()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    @Test
    void everyBitStandsInBase32() {
        byte[] zeros = new byte[20];
        for (int bit = 0; bit < 160; bit++) {
            byte[] one = zeros.clone();
            one[bit / 8] |= (byte) (0x80 >> bit % 8);
            String expected = "A".repeat(bit / 5) + "QIECB".charAt(bit % 5) + "A".repeat(31 - bit / 5);
            assertThat(TotpSecret.of(one).base32()).isEqualTo(expected);
        }
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(Stream.generate(() -> TotpSecret.random(RANDOM)).limit(100)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 21})
    void hasTwentyBytes(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.of(new byte[length]));
    }

    @Test
    void neverPrintsItselfAndHandsOutCopies() {
        byte[] bytes = "12345678901234567890".getBytes(US_ASCII);
        TotpSecret secret = TotpSecret.of(bytes);
        bytes[0] = 0;
        secret.bytes()[1] = 0;
        assertThat(secret)
                .isEqualTo(TotpSecret.of("12345678901234567890".getBytes(US_ASCII)))
                .hasSameHashCodeAs(TotpSecret.of("12345678901234567890".getBytes(US_ASCII)))
                .isNotEqualTo(TotpSecret.of(bytes))
                .hasToString("TotpSecret[redacted]");
    }
}
