package org.regain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a name or an address as people type, paste and bring it.
class TypedNamesTest {

    private static final String ANA = "ana@contoso.example";

    /// A-labels as registries have them (RFC 5891; UTS #46 § 8, non-transitional).
    @ParameterizedTest
    @CsvSource({
        "ana@faß.example, ana@xn--fa-hia.example",
        "eva@straße.example, eva@xn--strae-oqa.example",
        "uwe@weißbier.example, uwe@xn--weibier-2va.example",
        "uwe@WEISSBIER.example, uwe@weissbier.example",
        "ana@FAẞ.example, ana@xn--fa-hia.example",
        "nikos@βόλος.example, nikos@xn--nxasmm1c.example",
        "nikos@ΒΌΛΟΣ.example, nikos@xn--nxasmq6b.example",
        "li@例子.example, li@xn--fsqu00a.example",
        "li@例子。example, li@xn--fsqu00a.example",
        "li@例子．example, li@xn--fsqu00a.example",
        "bo@BÜCHER.example, bo@xn--bcher-kva.example",
        "bo@bu\u0308cher.example, bo@xn--bcher-kva.example",
        "ali@نامه\u200Cای.example, ali@xn--mgba3gch31f060k.example",
        "sri@ශ්\u200Dරී.example, sri@xn--10cl1a0b660p.example",
        "bo@xn--bcher-kva.example, bo@xn--bcher-kva.example"
    })
    void c01_aDomainInOtherLettersIsTheOneThatIsRegistered(String typed, String address) {
        assertThat(EmailName.of(typed)).map(it -> it.key().text()).contains(address);
        assertThat(EmailName.of(typed).orElseThrow().address()).isEqualToIgnoringCase(address);
        assertThat(NameKey.of(typed)).map(NameKey::text).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@xn--fass-.example",
                "ana@xn--zzzzzzzzzzzzzzzzzz.example",
                "ana@-contoso.example",
                "ana@con_toso.example",
                "ana@contoso..example",
                "ana@\u0301contoso.example",
                "ana@אa1.example",
                "ana@",
                "@contoso.example",
                "ana@contoso example"
            })
    void c01_aDomainThatThereCannotBeIsRefused(String typed) {
        assertThat(EmailName.of(typed)).isEmpty();
        assertThat(NameKey.of(typed)).isEmpty();
    }

    static Stream<String> forgiven() {
        return Stream.of(
                "\u200B" + ANA,
                ANA + "\u00A0",
                "\u202A" + ANA + "\u202C",
                "\u2066" + ANA + "\u2069",
                "\uFEFF" + ANA,
                "\u200E" + ANA + "\u200F",
                "a\u00ADna@con\u200Btoso.example",
                "ana\u2060@contoso.example",
                "a\u200Cn\u200Da@contoso.example",
                "ana@con\u200Dtoso.exa\u200Cmple",
                "ana\uFE0F@contoso.example",
                "\u3164" + ANA + "\u115F",
                "\u3000" + ANA + "\u2003",
                "\t" + ANA + "\r\n",
                "\u2028" + ANA + "\u0085",
                ANA + ".",
                ANA + "。",
                ANA + ",",
                ANA + ";",
                ANA + " ,",
                "ana @contoso.example",
                "ana@ contoso.example",
                "mailto:" + ANA,
                "MAILTO:" + ANA,
                "mailto:" + ANA + "?subject=Hello",
                "<" + ANA + ">",
                "<mailto:" + ANA + ">",
                "Ana López <" + ANA + ">",
                "\"López, Ana\" <" + ANA + ">,",
                "\"" + ANA + "\"",
                "“" + ANA + "”",
                "«" + ANA + "»",
                "'" + ANA + "'",
                "(" + ANA + ").",
                "[" + ANA + "]",
                "ａｎａ@contoso.example",
                "ana＠contoso.example",
                "ＡＮＡ＠ＣＯＮＴＯＳＯ．ＥＸＡＭＰＬＥ",
                "ana@contoso。example",
                "ana@contoso｡example",
                "ANA@Contoso.Example");
    }

    @ParameterizedTest
    @MethodSource("forgiven")
    void c02_invisibleCharactersAndWhatCopyingAddsAreForgiven(String typed) {
        assertThat(NameKey.of(typed)).map(NameKey::text).contains(ANA);
        assertThat(EmailName.of(typed)).map(it -> it.key().text()).contains(ANA);
        assertThat(EmailName.of(typed).orElseThrow().address()).isEqualToIgnoringCase(ANA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200Bana.l",
                "ana.l\u00A0",
                "\u202Aana.l\u202C",
                "\uFEFFana.l",
                "ａｎａ．ｌ",
                "ANA.L",
                " ana.l\n",
                "an\u00ADa.l"
            })
    void c02_soTheyAreInAUserName(String typed) {
        assertThat(NameKey.of(typed)).map(NameKey::text).contains("ana.l");
    }

    /// Letters that look alike are others: an address with them would be somebody else's.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "аna@contoso.example",
                "ªna@contoso.example",
                "aпa@contoso.example",
                "①@contoso.example",
                "ana@@contoso.example",
                "a na@contoso.example",
                "ana"
            })
    void c02_lookAlikesAreNotForgiven(String typed) {
        assertThat(EmailName.of(typed)).isEmpty();
    }

    @Test
    void c02_whatAnAddressMayHaveStaysAsItIs() {
        for (var address :
                new String[] {"o'neil+a_b/c=1@contoso.example", "'x'@contoso.example", "{a}@contoso.example"}) {
            assertThat(EmailName.of(address)).map(EmailName::address).contains(address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B+34 600 00 00 01",
                "\u202A+34600000001\u202C",
                "＋３４ ６００ ００ ００ ０１",
                "\uFEFF+34\u00A0600-00.00(01)",
                "+34600\u2060000001\n"
            })
    void c02_soTheyAreInANumber(String typed) {
        assertThat(PhoneNumber.of(typed)).map(PhoneNumber::text).contains("+34600000001");
    }

    /// A name is judged by what it becomes. Full-width letters are the usual ones, and capitals or jamo may be more than one.
    @ParameterizedTest
    @MethodSource("noUserNames")
    void c01_whatLeadsToSomethingElseOnceItIsTypedIsNoUserName(String typed) {
        assertThat(UserName.of(typed)).isEmpty();
        assertThat(InviteRules.name(typed)).isEmpty();
    }

    static Stream<String> noUserNames() {
        return Stream.of(
                "ana＠contoso.example",
                "ana@contoso.example",
                "ana\uDB40\uDD00",
                "a\uDB40\uDDEFna",
                "an\u180Fa",
                "a\u200Dna",
                "İ".repeat(200),
                Stream.iterate(0xAF00, it -> it + 1)
                        .limit(254)
                        .map(Character::toString)
                        .collect(Collectors.joining()));
    }

    @Test
    void c01_aLongNameIsOne() {
        assertThat(UserName.of("é".repeat(254))).isPresent();
        assertThat(UserName.of("값".repeat(100))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"＝1", "＋1", "－1", "=1", "=\u0338a", "+1", "-1"})
    void c02_aNameThatASpreadsheetReckonsWithIsNotGiven(String typed) {
        assertThat(InviteRules.name(typed)).isEmpty();
    }

    /// Letters that have one of ASCII's as their other case: the address that is written to is the one that is registered.
    @ParameterizedTest
    @CsvSource({"ana@\u212Airche.example, ana@kirche.example", "ana@mu\u017Feum.example, ana@museum.example"})
    void c01_aLetterBesideAsciiIsNoCapital(String typed, String address) {
        assertThat(EmailName.of(typed)).contains(new EmailName(address, new NameKey(address)));
    }

    @Test
    void c02_aFloodIsNoName() {
        assertThat(NameKey.of("\u200B".repeat(1 << 20) + ANA)).isEmpty();
        assertThat(EmailName.of("<".repeat(1 << 20) + ANA)).isEmpty();
        assertThat(NameKey.of("\u200B".repeat(900) + ANA)).isPresent();
        assertThat(NameKey.of("a".repeat(255) + "@contoso.example")).isEmpty();
    }
}
