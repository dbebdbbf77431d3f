package org.regain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                " 1234 5678 ",
                "1234-5678",
                "12.34.56.78",
                "1234\u20135678",
                "1234\u00a05678\n",
                "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
                "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
                "\u200e1234\u200b5678\u200e",
                "1234\u30005678",
                "１２３４．５６７８"
            })
    void whatPeopleTypeAndPasteIsTheSameCode(String typed) {
        assertThat(Code.parse(typed)).map(Code::digits).contains("12345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12345", "12345678901", "1234567a", "+12345678", "12345678,", "12345678\u0000", "abcdefgh"})
    void anythingElseIsNoCode(String typed) {
        assertThat(Code.parse(typed)).isEmpty();
    }

    @Test
    void aMebibyteIsNoCodeAndIsNotLookedAt() {
        assertThat(Code.parse("1".repeat(1 << 20))).isEmpty();
        assertThat(Code.parse("\u0301".repeat(1 << 20))).isEmpty();
    }

    @Test
    void aRandomCodeHasAsManyDigitsAsAskedAndKeepsLeadingZeros() {
        SecureRandom random = new SecureRandom();
        assertThat(IntStream.range(0, 1000).mapToObj(i -> Code.random(random, 8).digits()))
                .allMatch(digits -> digits.matches("[0-9]{8}"))
                .anyMatch(digits -> digits.startsWith("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Code.random(random, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> Code.random(random, 11));
    }

    @Test
    void aCodeEqualsItselfAndNeverPrintsItself() {
        Code code = Code.parse("12345678").orElseThrow();
        assertThat(code)
                .isEqualTo(Code.parse("1234 5678").orElseThrow())
                .hasSameHashCodeAs(Code.parse("1234 5678").orElseThrow())
                .isNotEqualTo(Code.parse("12345679").orElseThrow())
                .isNotEqualTo(Code.parse("123456789").orElseThrow())
                .hasToString("Code[redacted]");
    }
}
