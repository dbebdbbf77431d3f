package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Language;

/// What texts say, in each language, and how long they are.
class TextWordsTest {

    /// Longer than hosts of sign-in pages mostly are. With a much longer one a Spanish code takes a third segment.
    private static final String LONG_HOST = "login.partner.contoso.com";

    /// What an SMS takes at seven bits a letter; the last ten take two places each. Source: 3GPP TS 23.038 § 6.2.1.
    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String GSM_IN_TWO = "^{}\\[~]|€\f";

    record Case(String name, Language language, String words) {

        @Override
        public String toString() {
            return name + " " + language;
        }
    }

    static Stream<Case> texts() {
        return Stream.of(Language.values()).flatMap(TextWordsTest::texts);
    }

    private static Stream<Case> texts(Language language) {
        var to = new Recipient.Phone(Delivering.NUMBER, language.locale());
        var cases = new ArrayList<Case>();
        for (CodePurpose purpose : CodePurpose.values()) {
            var code = new Message.IssuedCode(to, purpose, EveryMail.CODE, EveryMail.AT);
            cases.add(new Case("code " + purpose, language, words(LONG_HOST, code, to)));
        }
        for (NoticeKind kind : NoticeKind.values()) {
            if (kind.texted()) {
                var notice = new Message.Notice(to, kind, EveryMail.AT, null, EveryMail.AT);
                cases.add(new Case("notice " + kind, language, words(LONG_HOST, notice, to)));
            }
        }
        return cases.stream();
    }

    private static String words(String host, Message.Addressed message, Recipient.Phone to) {
        return new TextWriter(new BaseUrl("https://" + host))
                .write(new UUID(0, 1), message, to)
                .words();
    }

    private static String code(String baseUrl, Language language) {
        var to = new Recipient.Phone(Delivering.NUMBER, language.locale());
        var code = new Message.IssuedCode(to, CodePurpose.RECOVERY, EveryMail.CODE, EveryMail.AT);
        return new TextWriter(new BaseUrl(baseUrl))
                .write(new UUID(0, 1), code, to)
                .words();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextFitsIntoTwoSegments(Case c) {
        assertThat(segments(c.words())).as(c.words()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anEnglishTextNeedsNoLetterThatHalvesWhatFits(Case c) {
        if (c.language() == Language.ENGLISH) {
            assertThat(c.words().chars()).allMatch(letter -> (GSM + GSM_IN_TWO).indexOf(letter) >= 0);
        }
    }

    @Test
    void anEnglishCodeOfAShortHostIsOneSegment() {
        assertThat(segments(code("https://id.contoso.example", Language.ENGLISH)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void eachTextIsWholeInItsLanguage(Case c) {
        boolean chinese =
                c.words().codePoints().anyMatch(p -> Character.UnicodeScript.of(p) == Character.UnicodeScript.HAN);
        assertThat(chinese).isEqualTo(c.language() == Language.CHINESE);
        assertThat(c.words())
                .contains(LONG_HOST)
                .doesNotContain("??", "{", "}", "null", "''", "http", "612345612")
                .doesNotContainPattern("\\btext\\.[a-z]");
        switch (c.language()) {
            case ENGLISH -> assertThat(c.words()).containsPattern("\\b[Yy]our\\b");
            case SPANISH ->
                assertThat(c.words()).containsPattern("\\b(su|usted)\\b").doesNotContain(" your ");
            case CHINESE -> assertThat(c.words()).contains("您").doesNotContain("你");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCodeStandsFirstAndOnTheLineForThePhone(Language language) {
        String words = code("https://id.contoso.example", language);

        assertThat(words.lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.getFirst())
                    .startsWith("12345678 ")
                    .contains("id.contoso.example")
                    .containsOnlyOnce("12345678");
            assertThat(lines.get(1)).isEmpty();
            assertThat(lines.getLast()).isEqualTo("@id.contoso.example #12345678");
        });
        assertThat(words).doesNotEndWith("\n");
    }

    @Test
    void aCodeSaysThatNobodyWillAskForIt() {
        assertThat(code("https://a.example", Language.ENGLISH)).contains("We will never ask you for it");
        assertThat(code("https://a.example", Language.SPANISH)).contains("Nunca se lo pediremos");
        assertThat(code("https://a.example", Language.CHINESE)).contains("绝不会向您索要");
    }

    @Test
    void thePhonesLineHasNoPort() {
        assertThat(code("http://localhost:8080", Language.ENGLISH))
                .contains(" at localhost:8080.")
                .endsWith("\n@localhost #12345678");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aNoticeIsOneLineWithoutALink(Case c) {
        if (c.name().startsWith("notice")) {
            assertThat(c.words()).doesNotContain("\n", "#", "/", EveryMail.TOKEN.text());
        }
    }

    @Test
    void aTextCarriesNoKeyAndAMailDoes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message.Notice(
                        Delivering.ANAS_PHONE, NoticeKind.PASSWORD_RESET, EveryMail.AT, EveryMail.TOKEN, EveryMail.AT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message.Notice(
                        Delivering.ANA, NoticeKind.PASSWORD_RESET, EveryMail.AT, null, EveryMail.AT));
    }

    @Test
    void whatAStrangerCanBringAboutIsNotTexted() {
        assertThat(List.of(NoticeKind.ACCOUNT_LOCKED, NoticeKind.ALREADY_CLAIMED))
                .noneMatch(NoticeKind::texted);
    }

    @Test
    void theLanguageIsTheNearestThereIs() {
        var to = new Recipient.Phone(Delivering.NUMBER, Locale.forLanguageTag("es-MX"));
        var code = new Message.IssuedCode(to, CodePurpose.RECOVERY, EveryMail.CODE, EveryMail.AT);
        assertThat(words("a.example", code, to)).contains("código");
    }

    /// How many pieces a text is sent and paid in. Source: 3GPP TS 23.038, TS 23.040 § 9.2.3.24.1.
    private static int segments(String words) {
        boolean gsm = words.chars().allMatch(letter -> (GSM + GSM_IN_TWO).indexOf(letter) >= 0);
        int places = words.length()
                + (int) words.chars()
                        .filter(letter -> gsm && GSM_IN_TWO.indexOf(letter) >= 0)
                        .count();
        int alone = gsm ? 160 : 70;
        return places <= alone ? 1 : Math.ceilDiv(places, gsm ? 153 : 67);
    }
}
