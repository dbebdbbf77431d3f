package org.regain.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is forgiven of typed text, letter by letter. What it means for names and addresses, their own tests say.
class TypedTest {

    @Test
    void withinTextNothingOfAsciiIsForgiven() {
        IntStream.range(0, 0x80).forEach(c -> {
            var text = "a" + (char) c + "b";
            assertThat(Typed.plain(text)).isEqualTo(text);
            assertThat(Typed.withJoiners(text)).isEqualTo(text);
        });
    }

    /// One letter of another kind changes nothing about the others.
    @Test
    void norBesideOtherLetters() {
        IntStream.range(0, 0x80).forEach(c -> {
            var text = "é" + (char) c + "b";
            assertThat(Typed.plain(text)).isEqualTo(text);
            assertThat(Typed.withJoiners(text)).isEqualTo(text);
        });
    }

    @Test
    void aroundTextBlanksAreWhetherOrNotAllIsAscii() {
        for (var blank : new String[] {" ", "\t", "\r\n", "\u000b", "\u001c", "\u00a0", "\u3000", "\u200b"}) {
            assertThat(Typed.plain(blank + "a b" + blank)).isEqualTo("a b");
            assertThat(Typed.withJoiners(blank + "a é" + blank)).isEqualTo("a é");
        }
    }

    @ParameterizedTest
    @CsvSource({"a\u200bb, ab, ab", "a\u200db, ab, a\u200db", "Ａ。ｂ, A.b, A.b", "é\u00adx, éx, éx"})
    void whatCannotBeSeenGoesAndWidthIsTheUsualOne(String typed, String plain, String joined) {
        assertThat(Typed.plain(typed)).isEqualTo(plain);
        assertThat(Typed.withJoiners(typed)).isEqualTo(joined);
    }
}
