package org.regain.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordMessagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"_es", "_zh_CN"})
    void everyLanguageHasTheSameKeysAndPlaceholders(String language) {
        assertThat(placeholders(bundle(language))).isEqualTo(placeholders(bundle("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void everySentenceIsReadyForAMessageFormat(String language) {
        bundle(language).forEach((key, sentence) -> {
            assertThat(sentence).as(key).doesNotContain("'").isNotBlank();
            assertThat(new MessageFormat(sentence, Locale.ENGLISH).format(new Object[] {15, 9}))
                    .doesNotContain("{");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void nistSaysNoCompositionRulesAndNoSentenceAdvisesOne(String language) {
        Pattern composition = Pattern.compile(
                "upper-?case|lower-?case|capital|special|symbol|may[uú]scul|min[uú]scul|especial|s[ií]mbolo|大写|小写|特殊",
                Pattern.CASE_INSENSITIVE);
        assertThat(bundle(language))
                .allSatisfy((key, sentence) -> assertThat(
                                composition.matcher(sentence).find())
                        .as(sentence)
                        .isFalse());
    }

    @Test
    void oneCharacterIsSaidInTheSingular() {
        assertThat(tooShort("", Locale.ENGLISH)).contains("has 1 character,").contains("at least 15 characters");
        assertThat(tooShort("_es", Locale.of("es")))
                .contains("tiene 1 carácter,")
                .contains("al menos 15");
        assertThat(tooShort("_zh_CN", Locale.SIMPLIFIED_CHINESE))
                .contains("1 个字符")
                .contains("15 个字符");
    }

    private static String tooShort(String language, Locale locale) {
        return new MessageFormat(bundle(language).get("password.rule.too-short"), locale).format(new Object[] {15, 1});
    }

    private static Map<String, Set<String>> placeholders(Map<String, String> bundle) {
        Pattern placeholder = Pattern.compile("\\{(\\d)");
        return bundle.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> placeholder
                                .matcher(entry.getValue())
                                .results()
                                .map(found -> found.group(1))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static Map<String, String> bundle(String language) {
        Properties file = new Properties();
        try (var in = PasswordMessagesTest.class.getResourceAsStream("/messages-password" + language + ".properties")) {
            file.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> sentences = new TreeMap<>();
        file.stringPropertyNames().forEach(key -> sentences.put(key, file.getProperty(key)));
        return sentences;
    }
}
