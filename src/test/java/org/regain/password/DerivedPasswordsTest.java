package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.Password;

/// NIST SP 800-63B-4 § 3.1.1.2, "and derivatives": what is made of a name, and what is said over and over.
class DerivedPasswordsTest {

    private static final NewPasswordRules RULES = new NewPasswordRules(Blocklist.load());

    private static final PasswordContext ANA =
            new PasswordContext(8, List.of("regain", "Contoso Partners", "ana", "ana@contoso.example", "600000001"));

    private static final PasswordContext WEI =
            new PasswordContext(8, List.of("regain", "北京分公司", "li.wei", "li.wei@contoso.example", "李伟"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contosopartners",
                "Contoso Partners 2026",
                "2026ContosoPartners!",
                "Contoso-Partners",
                "contoso.partners.contoso",
                "PartnersContoso1",
                "c0nt0s0partners",
                "C0nt0$o P@rtn3rs!",
                "contoso1234567",
                "contoso12345678",
                "contoso20262026",
                "Contoso 2026 Partners 2026",
                "anaanaanaanaana",
                "ana ana ana ana",
                "ANA.ana.Ana.ana",
                "Ana@contoso.example1",
                "ana+contoso 2026",
                "contosoana2026",
                "regainregain2026",
                "R3gain C0ntoso",
                "srentraposotnoc",
                "srentrap osotnoc 26",
                "600000001 ana",
                "partnerspartners99"
            })
    void c15_whatIsMadeOfAKnownWordIsRefused(String typed) {
        assertThat(keys(typed, ANA)).contains("password.rule.context-derived");
    }

    @ParameterizedTest
    @ValueSource(strings = {"liweiliweiliwei", "li wei 2026", "Li.Wei!Li.Wei", "李伟李伟李伟李伟", "北京分公司 2026", "1i.w3i 2026"})
    void c15_soItIsOfShortWordsAndOtherScripts(String typed) {
        assertThat(keys(typed, WEI)).contains("password.rule.context-derived");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso coffee at noon",
                "Ana went home late on Friday",
                "my partners are in crime",
                "contosopartners kv",
                "I work at Contoso Partners",
                "contoso 83920174659283",
                "banana split with cream",
                "reganian contosaurus",
                "analphabet",
                "partnership of contoso and others"
            })
    void c15_withOtherWordsAmongThemTheyStayAllowed(String typed) {
        assertThat(keys(typed, ANA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpasswordpasswordpass",
                "password password password",
                "Password-Password-Password-",
                "qwertyqwertyqwertyqwertyqwertyqwe",
                "xyxyxyxyxyxyxyxy",
                "x y x y x y x y",
                "xyzabcqxyzabcqxyzabcq",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                "家家家家家家家家家家家家家家家"
            })
    void c15_aPieceSaidOverAndOverIsRefused(String typed) {
        assertThat(keys(typed, ANA)).containsExactly("password.rule.repeated");
    }

    @Test
    void c15_soIsOneCharacterAsOftenAsOneLikes() {
        for (var one : List.of("a", "A", "0", " ", "\u00A0", "ß", "字")) {
            for (var times : new int[] {15, 33, 256, 1024}) {
                assertThat(keys(one.repeat(times), ANA))
                        .as("%s, %d times", one, times)
                        .containsAnyOf("password.rule.repeated", "password.rule.common");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven green bottles seven green bottles",
                "correct battery staple horse",
                "tick tock tick tock goes the clock",
                "abcabcabcabcabcd",
                "xyxyxyxyxyxyxyxyz",
                "la la la la la land"
            })
    void c15_aLongPieceAndWhatIsNotWhollyARepetitionStayAllowed(String typed) {
        assertThat(keys(typed, ANA)).isEmpty();
    }

    /// No rule asks for, or forbids, any kind of character.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "onlysmalllettersinhere",
                "ONLY CAPITALS IN HERE",
                "83920174659283",
                "#+*~?=)(/&%$§!:;",
                "只有汉字组成的密码也可以用呢"
            })
    void c15_thereIsNoRuleOfComposition(String typed) {
        assertThat(keys(typed, ANA)).isEmpty();
    }

    @Test
    void c15_aLongPasswordTakesNoTime() {
        var words = new PasswordContext(8, List.of("a!", "aa", "aaa", "ab"));
        assertThat(keys("ab".repeat(511) + "!c", words)).isEmpty();
    }

    private static List<String> keys(String typed, PasswordContext context) {
        return RULES.check(Password.of(typed).orElseThrow(), context).stream()
                .map(PasswordRefusal::key)
                .toList();
    }
}
