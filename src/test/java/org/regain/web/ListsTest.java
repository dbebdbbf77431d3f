package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class ListsTest {

    private static final List<String> WORDS = List.of("a", "b", "c");

    private final Lists lists = new Lists();

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | a | a and b | a, b, and c | a or b | a, b, or c",
                "es | a | a y b | a, b y c | a o b | a, b o c",
                "zh-CN | a | a和b | a、b和c | a或b | a、b或c"
            })
    void wordsAreJoinedAsTheLanguageDoes(
            Locale language, String one, String two, String three, String anyOfTwo, String anyOfThree) {
        LocaleContextHolder.setLocale(language);
        assertThat(lists.all(List.of())).isEmpty();
        assertThat(lists.all(WORDS.subList(0, 1))).isEqualTo(one);
        assertThat(lists.all(WORDS.subList(0, 2))).isEqualTo(two);
        assertThat(lists.all(WORDS)).isEqualTo(three);
        assertThat(lists.any(WORDS.subList(0, 1))).isEqualTo(one);
        assertThat(lists.any(WORDS.subList(0, 2))).isEqualTo(anyOfTwo);
        assertThat(lists.any(WORDS)).isEqualTo(anyOfThree);
    }
}
