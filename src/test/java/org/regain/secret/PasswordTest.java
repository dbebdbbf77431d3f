package org.regain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Cost;

class PasswordTest {

    @Nested
    class NistNormalisation {

        @ParameterizedTest
        @MethodSource("org.regain.secret.PasswordTest#oneTextTwoForms")
        void oneTextIsOnePasswordWhicheverFormTheKeyboardSends(String composed, String apart) {
            assertThat(composed).isNotEqualTo(apart);
            assertThat(Password.of(composed)).isEqualTo(Password.of(apart));
            assertThat(password(apart).utf8()).isEqualTo(composed.getBytes(UTF_8));
        }

        @Test
        void charactersThatOnlyLookAlikeStayDifferent() {
            assertThat(password("\uff21")).isNotEqualTo(password("A"));
            assertThat(password("\ufb01")).isNotEqualTo(password("fi"));
            assertThat(password("\u00b2")).isNotEqualTo(password("2"));
        }
    }

    static Stream<String[]> oneTextTwoForms() {
        return Stream.of(
                new String[] {"contrase\u00f1a", "contrasen\u0303a"},
                new String[] {"\u00c5", "\u212b"},
                new String[] {"\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"},
                new String[] {"\u1ed7", "o\u0302\u0303"});
    }

    @Nested
    class NistLength {

        @ParameterizedTest
        @ValueSource(strings = {"a", "\u00e9", "e\u0301", "\u5bc6", "\ud83d\udd11"})
        void aCodePointIsOneCharacterUpTo1024(String character) {
            assertThat(password(character.repeat(1024)).length()).isEqualTo(1024);
            assertThat(Password.of(character.repeat(1025))).isEmpty();
        }

        @Test
        void theLongestPasswordFitsHoweverItIsTakenApart() {
            String apart = "\u03b1\u0313\u0300\u0345".repeat(1024);
            assertThat(password(apart)).isEqualTo(password("\u1f82".repeat(1024)));
            assertThat(password(apart).utf8()).hasSizeLessThanOrEqualTo(4096);
        }

        @Test
        void aLetterMayCarryThirtyMarks() {
            assertThat(Password.of("x" + "\u0316".repeat(30) + "y\u0301")).isPresent();
            assertThat(Password.of("x" + "\u0316".repeat(31))).isEmpty();
        }

        @Test
        void blanksAreKeptAtBothEndsAndCaseMatters() {
            assertThat(password(" a b ").utf8()).isEqualTo(" a b ".getBytes(UTF_8));
            assertThat(password("a b")).isNotEqualTo(password(" a b ")).isNotEqualTo(password("A b"));
        }
    }

    /// Every Zs of Unicode but the usual one; U+00A0 is macOS' option-space, U+3000 an IME's.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
                "\u2008", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000"
            })
    void c16_eachKindOfBlankIsTheUsualOne(String blank) {
        var usual = password(" seven green bottles ");
        var typed = password(" seven green bottles ".replace(" ", blank));
        assertThat(typed).isEqualTo(usual).hasSameHashCodeAs(usual);
        assertThat(typed.withOwnBlanks().orElseThrow()).isNotEqualTo(usual);
        assertThat(typed.withOwnBlanks().orElseThrow().withOwnBlanks()).isEmpty();
        assertThat(usual.withOwnBlanks()).isEmpty();
    }

    /// RFC 8265 § 4.2.2 maps spaces; tabs, joiners and fillers are none, and width is kept.
    @ParameterizedTest
    @ValueSource(strings = {"\t", "\u200b", "\u2060", "\ufeff", "\u3164", "\u180e", "\u2800", "_"})
    void c16_whatIsNoBlankStays(String other) {
        assertThat(password("seven" + other + "green")).isNotEqualTo(password("seven green"));
        assertThat(password("seven" + other + "green").withOwnBlanks()).isEmpty();
        assertThat(password("ｓｅｖｅｎ")).isNotEqualTo(password("seven"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\udd11", "a\ud83db", "\udd11\ud83d"})
    void halfACharacterIsNoPassword(String typed) {
        assertThat(Password.of(typed)).isEmpty();
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("floods")
    void h1_1820864_aFloodCostsLittleMoreThanALongPassword(String typed) {
        assertThat(Password.of(typed)).isEmpty();
        Cost.noDearer(() -> Password.of(typed), 20, () -> Password.of("a\u0301".repeat(500)));
    }

    static Stream<String> floods() {
        return Stream.of(
                "a".repeat(1 << 20),
                "a".repeat(10 << 20),
                "\ud83d\udd11".repeat(5 << 20),
                "a" + "\u0301".repeat(32 << 10),
                "a" + "\u0301\u0316".repeat(2047),
                "a" + "\u0316\u0301\u0327".repeat(1365));
    }

    @Test
    void aPasswordNeverPrintsItselfAndHandsOutCopies() {
        Password password = password("correct horse");
        password.utf8()[0] = 0;
        assertThat(password).isEqualTo(password("correct horse")).hasToString("Password[redacted]");
    }

    private static Password password(String typed) {
        return Password.of(typed).orElseThrow();
    }
}
