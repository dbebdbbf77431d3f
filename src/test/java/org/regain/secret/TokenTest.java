package org.regain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
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

    /// What a mail program, a chat or a terminal leaves around a link.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                " %s\n",
                "\u00a0%s\u3000",
                "\u200b%s\ufeff",
                "%s.",
                "%s>",
                "%s)",
                "%s).",
                "%s\",",
                "\u202a%s\u202c",
                "%s >",
                "%s!"
            })
    void c27_aLinksSecretIsReadWithoutWhatStandsAroundIt(String around) {
        assertThat(Token.ofLink(around.formatted(token.text()))).contains(token);
    }

    @Test
    void c27_andOtherwiseToTheLetter() {
        var text = "a" + "0".repeat(50) + "g";
        assertThat(Token.ofLink(text)).isPresent();
        for (var other : List.of(
                text.toUpperCase(Locale.ROOT),
                "A" + text.substring(1),
                text.replace('0', 'o'),
                text.replace('0', 'O'),
                text.replace("a0", "a-0"),
                text.replace("a0", "a 0"),
                text.replace("a0", "a\u200b0"),
                text.replace('a', 'ａ'),
                text.replaceAll("(.{4})", "$1 "),
                "#" + text,
                text + "0",
                text.substring(1))) {
            assertThat(Token.ofLink(other)).as(other).isEmpty();
            assertThat(Token.parse(other)).as(other).isEmpty();
        }
        // Of what no mail program touches, the cookies, not even that much is forgiven.
        assertThat(Token.parse(text)).isPresent();
        assertThat(Token.parse(" " + text)).isEmpty();
        assertThat(Token.parse(text + ".")).isEmpty();
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
        assertThat(Token.ofLink(" ".repeat(1 << 20) + token.text())).isEmpty();
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
