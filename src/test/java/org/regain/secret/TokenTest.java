package org.regain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private final Token token = Token.random(new SecureRandom());

    @Test
    void theTextIs52LowerCaseCharactersAndReadsBack() {
        assertThat(token.text()).matches("[0-9a-hjkmnp-tv-z]{51}[0g]");
        assertThat(Token.parse(token.text())).contains(token);
    }

    @Test
    void theTextIsCrockfordsAlphabetFromTheFirstBitOn() {
        byte[] everyDigitOnce = HexFormat.of().parseHex("00443214c74254b635cf84653a56d7c675be77df" + "00".repeat(12));
        assertThat(Crockford.encode(everyDigitOnce)).isEqualTo("0123456789abcdefghjkmnpqrstvwxyz" + "0".repeat(20));
        assertThat(Crockford.decode("0123456789abcdefghjkmnpqrstvwxyz" + "0".repeat(20), 32))
                .contains(everyDigitOnce);
    }

    @Test
    void whatPeopleMakeOfItReadsBackToo() {
        Token zeros = Token.parse("0".repeat(51) + "g").orElseThrow();
        assertThat(Token.parse("O".repeat(51) + "G")).contains(zeros);
        Token ones = Token.parse("1".repeat(51) + "0").orElseThrow();
        assertThat(Token.parse("iIlL1iIlL1-" + "1".repeat(41) + "o")).contains(ones);
        String grouped = token.text().toUpperCase(Locale.ROOT).replaceAll("(.{4})", "$1 - ");
        assertThat(Token.parse(" " + grouped + "\n")).contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "000000000000000000000000000000000000000000000000000",
                "00000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000001",
                "000000000000000000000000000000000000000000000000000u",
                "000000000000000000000000000000000000000000000000000\u0660"
            })
    void anythingElseIsNoToken(String typed) {
        assertThat(Token.parse(typed)).isEmpty();
    }

    @Test
    void aMebibyteIsNoToken() {
        assertThat(Token.parse("0".repeat(1 << 20))).isEmpty();
        assertThat(Token.parse(" ".repeat(1 << 20) + token.text())).isEmpty();
    }

    @Test
    void onlyTheHashOfItsBitsIsStored() throws Exception {
        Token zeros = Token.parse("0".repeat(52)).orElseThrow();
        assertThat(zeros.hash())
                .hasSize(32)
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[32]));
        assertThat(token.hash()).isNotEqualTo(zeros.hash());
    }

    @Test
    void twoTokensAreNeverTheSameAndNonePrintsItself() {
        assertThat(Token.random(new SecureRandom())).isNotEqualTo(token);
        assertThat(token).hasToString("Token[redacted]");
    }
}
