package org.regain.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.Language;
import org.regain.secret.Code;

/// What mails say, in each language.
class MailWordsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    static Stream<EveryMail.Case> mails() {
        return EveryMail.cases();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail_es.properties", "mail_zh_CN.properties"})
    void everyBundleHasTheSameKeysAndPlaceholders(String bundle) throws IOException {
        assertThat(placeholders(bundle)).isEqualTo(placeholders("mail.properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.properties", "mail_es.properties", "mail_zh_CN.properties"})
    void noWordHoldsAStraightApostropheOrMarkup(String bundle) throws IOException {
        assertThat(words(bundle).values())
                .allSatisfy(word ->
                        assertThat(String.valueOf(word)).isNotBlank().doesNotContain("'", "<", ">", "http", "\uFFFD"));
    }

    private static Map<String, Object> placeholders(String bundle) throws IOException {
        return words(bundle).entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toString(),
                        e -> PLACEHOLDER
                                .matcher(e.getValue().toString())
                                .results()
                                .map(MatchResult::group)
                                .sorted()
                                .toList()));
    }

    private static Properties words(String bundle) throws IOException {
        Properties words = new Properties();
        InputStream file = Objects.requireNonNull(MailWordsTest.class.getResourceAsStream("/" + bundle));
        try (Reader reader = new InputStreamReader(file, UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    @ParameterizedTest
    @MethodSource("mails")
    void eachMailIsWholeInEachLanguage(EveryMail.Case c) throws IOException {
        Path page = Path.of(
                "target", "mails", c.name() + "-" + c.language().locale().toLanguageTag() + ".html");
        Files.createDirectories(page.getParent());
        Files.writeString(page, c.mail().html());
        Files.writeString(
                Path.of(page.toString().replace(".html", ".txt")), c.mail().text());

        assertThat(c.mail().subject() + c.mail().text() + c.mail().html())
                .doesNotContain("??", "{", "}", "null", "\u202f")
                .doesNotContainPattern("\\b(notice|code|claim|first)\\.[a-z]");
        assertThat(c.mail().subject()).isNotBlank().hasSizeLessThan(60).doesNotContainPattern("\\d");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void eachLanguageSpeaksForItself(EveryMail.Case c) {
        // The only mail about no time at all.
        boolean dated = !(c.message() instanceof Message.FirstSignIn);
        String prose = c.mail().text().replace(EveryMail.TOKEN.text(), "").replaceAll("https://\\S+", "");
        boolean chinese =
                prose.codePoints().anyMatch(p -> Character.UnicodeScript.of(p) == Character.UnicodeScript.HAN);
        assertThat(chinese).isEqualTo(c.language() == Language.CHINESE);
        switch (c.language()) {
            case ENGLISH -> assertThat(prose).containsPattern("\\b[Yy]our? ").contains(dated ? "March" : "");
            case SPANISH ->
                assertThat(prose)
                        .contains(" su ")
                        .contains(dated ? "de marzo de" : "")
                        .doesNotContain(" the ");
            case CHINESE ->
                assertThat(prose).contains("您", dated ? "2026年3月" : "").doesNotContain("你");
        }
        assertThat(prose).contains(dated ? "UTC" : "");
        assertThat(Jsoup.parse(c.mail().html()).child(0).attr("lang"))
                .isEqualTo(c.language().locale().toLanguageTag());
    }

    @ParameterizedTest
    @MethodSource("mails")
    void theHtmlSaysWhatTheTextSays(EveryMail.Case c) {
        String text = c.mail().text().replaceAll("https://\\S+#\\S+", "").replace("--", "");
        Document html = Jsoup.parse(c.mail().html());
        html.select("h1, title, a").remove();
        assertThat(squeezed(html.text())).isEqualTo(squeezed(text));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void theHtmlNeedsNothingFetchedAndNoTable(EveryMail.Case c) {
        Document html = Jsoup.parse(c.mail().html());
        assertThat(html.select("img, table, script, link, style, iframe, object, form, input, base"))
                .isEmpty();
        assertThat(html.select("[src], [background], [srcset], [ping]")).isEmpty();
        assertThat(c.mail().html()).doesNotContain("url(", "@import");
        assertThat(html.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
        // A fixed colour of text or page would vanish in one of the two.
        assertThat(c.mail().html()).doesNotContain("background", ";color:", "\"color:");
    }

    @Test
    void aCodeIsShownInGroupsAndNowhereElse() {
        EveryMail.cases().filter(c -> c.message() instanceof Message.IssuedCode).forEach(c -> {
            assertThat(c.mail().text()).containsOnlyOnce("1234 5678");
            assertThat(c.mail().html()).containsOnlyOnce("1234 5678");
            // Nothing to select: a code is typed.
            assertThat(Jsoup.parse(c.mail().html()).select("a")).isEmpty();
            assertThat(c.mail().text()).doesNotContain("http");
        });
        assertThat(MailWriter.grouped(Code.parse("123456").orElseThrow())).isEqualTo("123 456");
    }

    @Test
    void aKeyStandsInTheLinksFragmentAndAlone() {
        EveryMail.cases()
                .filter(c -> c.message() instanceof Message.ClaimLink || c.message() instanceof Message.Notice)
                .forEach(c -> {
                    String page = Delivering.ORIGIN + (c.message() instanceof Message.ClaimLink ? "/claim" : "/not-me");
                    String key = EveryMail.TOKEN.text();
                    assertThat(c.mail().text())
                            .contains(page + "#" + key + "\n")
                            .contains("\n" + key + "\n");
                    assertThat(Jsoup.parse(c.mail().html()).select("a").eachAttr("href"))
                            .containsExactly(page + "#" + key);
                });
    }

    /// It says what an administrator did; a link in it would be one that administrators can have sent.
    @Test
    void anAnnouncementHasNothingToPress() {
        EveryMail.cases()
                .filter(c -> c.message() instanceof Message.Announcement)
                .forEach(c -> {
                    assertThat(Jsoup.parse(c.mail().html()).select("a")).isEmpty();
                    assertThat(c.mail().text()).doesNotContain("http", "#", EveryMail.TOKEN.text());
                });
    }

    /// Only who may be kept from a code by others gets one, and nothing is hidden behind it.
    @Test
    void aPermitIsTypedOffTheMail() {
        EveryMail.cases().forEach(c -> {
            var brings = c.name().matches("announcement-(GUESSING|METHOD_CLOSED|MESSAGES_USED_UP)");
            assertThat(c.mail().text().contains(EveryMail.PERMIT.text()))
                    .as(c.toString())
                    .isEqualTo(brings);
            assertThat(c.mail().html().contains(EveryMail.PERMIT.text())).isEqualTo(brings);
        });
    }

    @Test
    void theLanguageIsTheNearestThereIs() {
        assertThat(Language.nearest(Locale.forLanguageTag("es-MX"))).isEqualTo(Language.SPANISH);
        assertThat(Language.nearest(Locale.forLanguageTag("zh-Hant-TW"))).isEqualTo(Language.CHINESE);
        assertThat(Language.nearest(Locale.forLanguageTag("fr"))).isEqualTo(Language.ENGLISH);
        assertThat(Language.nearest(Locale.ROOT)).isEqualTo(Language.ENGLISH);
    }
}
