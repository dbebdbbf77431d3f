package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.Password;

class NewPasswordRulesTest {

    private static final NewPasswordRules RULES = new NewPasswordRules(Blocklist.load());
    private static final PasswordContext ALONE = new PasswordContext(15, List.of());
    private static final PasswordContext WITH_SECOND_FACTOR = new PasswordContext(8, List.of());

    @Nested
    class Nist_3_1_1_2_1_MinimumLength {

        @Test
        void fifteenCharactersWithoutASecondFactorAndEightWithOne() {
            assertThat(keys("xkcdz vmqpl wt", ALONE)).containsExactly("password.rule.too-short");
            assertThat(keys("xkcdz vmqpl wtu", ALONE)).isEmpty();
            assertThat(keys("xkz vmq", WITH_SECOND_FACTOR)).containsExactly("password.rule.too-short");
            assertThat(keys("xkz vmqp", WITH_SECOND_FACTOR)).isEmpty();
        }

        @Test
        void theReasonNamesTheMinimumAndTheLength() {
            assertThat(RULES.check(password("xkcd"), ALONE))
                    .containsExactly(PasswordRefusal.of("password.rule.too-short", 15, 4));
        }

        @Test
        void noPolicyGoesBelowEight() {
            assertThatIllegalArgumentException().isThrownBy(() -> new PasswordContext(7, List.of()));
        }
    }

    @Nested
    class Nist_3_1_1_2_4_Characters {

        @Test
        void anEmojiIsOneCharacterAndNotTwo() {
            String fourteen = IntStream.range(0, 14)
                    .mapToObj(i -> Character.toString(0x1f600 + i))
                    .reduce("", String::concat);
            assertThat(keys(fourteen, ALONE)).containsExactly("password.rule.too-short");
            assertThat(keys(fourteen + "\ud83d\udd11", ALONE)).isEmpty();
        }

        @Test
        void lengthIsCountedAfterFormC() {
            assertThat(keys("x\u0301y\u0301e\u0301".repeat(4) + "e\u0301", ALONE))
                    .isEmpty();
            assertThat(keys("e\u0301".repeat(14), ALONE)).contains("password.rule.too-short");
        }

        @Test
        void allPrintableAsciiAndBlanksAtBothEndsAreFine() {
            String ascii = IntStream.rangeClosed(' ', '~')
                    .mapToObj(Character::toString)
                    .reduce("", String::concat);
            assertThat(keys(ascii, ALONE)).isEmpty();
            assertThat(keys(" \u5bc6\u7801 contrase\u00f1a \u0645\u0631\u062d\u0628\u0627 ", ALONE))
                    .isEmpty();
            assertThat(keys("family \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 of three", ALONE))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 7, 9, 10, 0x7f, 0x85, 0x378, 0x2028, 0xe000, 0xfffe, 0x10ffff, 0xf0000, 0xe0080})
        void bcryptNul_aCharacterThatMayNotComeOutTheSameIsRefusedWithItsPlace(int codePoint) {
            assertThat(RULES.check(password("pass" + Character.toString(codePoint) + "AAAAAAAAAAxyz"), ALONE))
                    .containsExactly(
                            PasswordRefusal.of("password.rule.unusable-character", 5, "U+%04X".formatted(codePoint)));
        }
    }

    @Nested
    class Nist_3_1_1_2_5_NoCompositionRules {

        @ParameterizedTest
        @ValueSource(
                strings = {"kwpzjvqxmtrbhgf", "839174026583917", "XKWPQZJVMTRBHGF", "w p z j v q x m", "?!;,:.-_#+*'^/("
                })
        void anyKindOfCharacterAloneIsFine(String typed) {
            assertThat(keys(typed, ALONE)).isEmpty();
        }
    }

    @Nested
    class Nist_3_1_1_2_Blocklist {

        @Test
        void asvs_6_2_4_moreThan3000BreachedPasswordsOfEachMinimumAreRefusedEachOne() {
            assertThat(refused("breached-long.txt.gz", ALONE)).isGreaterThan(10_000);
            assertThat(refused("breached-short.txt.gz", WITH_SECOND_FACTOR)).isGreaterThan(30_000);
            assertThat(refused("expected.txt.gz", ALONE)).isGreaterThan(5_000);
        }

        private static int refused(String file, PasswordContext context) {
            List<String> entries = Blocklist.read(file);
            assertThat(entries).doesNotHaveDuplicates().isSorted();
            assertThat(entries)
                    .allSatisfy(entry -> assertThat(keys(entry, context)).containsExactly("password.rule.common"));
            return entries.size();
        }

        @Test
        void theWholeListStaysUnderOneMebibyte() throws Exception {
            int size = 0;
            for (String file : List.of("breached-long.txt.gz", "breached-short.txt.gz", "expected.txt.gz")) {
                try (var data = Blocklist.class.getResourceAsStream(file)) {
                    size += data == null ? 1 << 20 : data.readAllBytes().length;
                }
            }
            assertThat(size).isLessThan(1 << 20);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "passwordpassword",
                    "PASSWORDpassword",
                    "qwertyuiopasdfghjkl",
                    "123456789012345",
                    "aaaaaaaaaaaaaaaa",
                    "Correct Horse Battery Staple",
                    "correcthorsebatterystaple",
                    "En un lugar de la Mancha",
                    "woainiwoainiwoaini",
                    "йцукенгшщзхъфывап"
                })
        void commonAndExpectedValuesAreRefusedInAnyCase(String typed) {
            assertThat(keys(typed, ALONE)).containsExactly("password.rule.common");
        }

        @Test
        void onlyTheWholePasswordIsCompared() {
            assertThat(keys("passwordpassword kv", ALONE)).isEmpty();
            assertThat(keys("x passwordpassword", ALONE)).isEmpty();
            SecureRandom random = new SecureRandom();
            assertThat(Blocklist.read("breached-long.txt.gz").stream().limit(500))
                    .allSatisfy(entry -> assertThat(keys(entry + "%08x".formatted(random.nextInt()), ALONE))
                            .isEmpty());
        }
    }

    @Nested
    class Asvs_6_2_11_ContextWords {

        private static final PasswordContext ANA = new PasswordContext(
                8,
                List.of(
                        "Ana Mar\u00eda Stra\u00dfer",
                        "ana.strasser",
                        "ana.strasser@contoso.example",
                        "Contoso Partners",
                        ""));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Ana Mar\u00eda Stra\u00dfer",
                    "ana mari\u0301a stra\u00dfer",
                    "ANA MAR\u00cdA STRASSER",
                    "Ana.Strasser",
                    "ana.strasser@CONTOSO.example",
                    "contoso partners"
                })
        void asWholeValuesAreRefusedInAnyCase(String typed) {
            assertThat(keys(typed, ANA)).containsExactly("password.rule.context-word");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ana.strasser kv", "contosopartners kv", "I work at Contoso Partners"})
        void insideOfAPasswordAreFine(String typed) {
            assertThat(keys(typed, ANA)).isEmpty();
        }
    }

    @Nested
    class Reasons {

        @Test
        void areAllGivenAtOnce() {
            assertThat(keys("qwerty123\0", new PasswordContext(15, List.of("QWERTY123\0"))))
                    .containsExactly(
                            "password.rule.too-short",
                            "password.rule.unusable-character",
                            "password.rule.context-word");
            assertThat(keys("password1", ALONE)).containsExactly("password.rule.too-short", "password.rule.common");
        }

        @Test
        void neverHoldThePassword() {
            assertThat(RULES.check(password("passwordpassword"), new PasswordContext(15, List.of("passwordpassword"))))
                    .hasSize(2)
                    .noneMatch(reason -> reason.toString().contains("passwordpassword"));
        }

        @Test
        void areGivenForWhatIsNoPasswordAtAllToo() {
            assertThat(PasswordRefusal.ofUnreadable("a".repeat(1025)))
                    .isEqualTo(PasswordRefusal.of("password.rule.too-long", 1024));
            assertThat(PasswordRefusal.ofUnreadable("half a key \ud83d").key()).isEqualTo("password.rule.damaged");
        }

        @Test
        void haveAnExplanationEachBeforehand() {
            assertThat(RULES.advice(ALONE))
                    .extracting(PasswordAdvice::key)
                    .containsExactly(
                            "password.advice.length",
                            "password.advice.characters",
                            "password.advice.common",
                            "password.advice.repeated",
                            "password.advice.context-word");
            assertThat(RULES.advice(ALONE).getFirst().args()).containsExactly(15, 1024);
        }
    }

    private static List<String> keys(String typed, PasswordContext context) {
        return RULES.check(password(typed), context).stream()
                .map(PasswordRefusal::key)
                .toList();
    }

    private static Password password(String typed) {
        return Password.of(typed).orElseThrow();
    }
}
