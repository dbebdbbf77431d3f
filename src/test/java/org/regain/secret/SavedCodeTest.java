package org.regain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavedCodeTest {

    private final SavedCode code = SavedCode.random(new SecureRandom());

    static Stream<UnaryOperator<String>> hands() {
        return Stream.of(
                it -> it,
                it -> it.toLowerCase(Locale.ROOT),
                it -> it.replace("-", ""),
                it -> it.replace("-", " "),
                it -> it.replace("-", "－"),
                it -> it.replace("-", "—"),
                it -> it.replace("-", "\u3000"),
                it -> it.replace("-", "。"),
                it -> it.replace('0', 'O').replace('1', 'l'),
                it -> it.replace('0', 'o').replace('1', 'I'),
                SavedCodeTest::wide,
                it -> wide(it.toLowerCase(Locale.ROOT)),
                it -> wide(it.replace('0', 'O').replace('1', 'I')),
                it -> "\u200b\u202a" + it + "\u202c\ufeff\n",
                it -> it.replace("-", "\u00a0-\u00a0"),
                it -> it.replaceAll("(.)", "$1\u2060"));
    }

    @ParameterizedTest
    @MethodSource("hands")
    void c12_aSavedCodeIsReadAsAnyHandWritesIt(UnaryOperator<String> hand) {
        assertThat(SavedCode.parse(hand.apply(code.text()))).contains(code);
    }

    @Test
    void c12_whatIsNoSuchLetterIsNoCode() {
        assertThat(SavedCode.parse(code.text() + "Z")).isEmpty();
        assertThat(SavedCode.parse("U" + code.text().substring(1))).isEmpty();
        assertThat(SavedCode.parse("А" + code.text().substring(1))).isEmpty();
        assertThat(SavedCode.parse(" ".repeat(1 << 20) + code.text())).isEmpty();
    }

    static String wide(String text) {
        return text.chars().mapToObj(it -> Character.toString(it - '!' + '！')).reduce("", String::concat);
    }
}
