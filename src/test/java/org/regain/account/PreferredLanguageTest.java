package org.regain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What directories have in `preferredLanguage` (RFC 2798 § 2.7).
class PreferredLanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            es                            | SPANISH
            ES                            | SPANISH
            es-MX                         | SPANISH
            es_ES                         | SPANISH
            zh                            | CHINESE
            zh-Hant-TW                    | CHINESE
            en-GB                         | ENGLISH
            fr, es;q=0.8, en;q=0.7        | SPANISH
            en;q=0.2, zh-CN;q=0.9         | CHINESE
            es;q=0, en;q=0.1              | ENGLISH
            'fr,en-US ; q=0.5'            | ENGLISH
            """)
    void theFirstOfOursCounts(String list, Language language) {
        assertThat(Language.preferred(list)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "fr",
                "fr-CA, de;q=0.5",
                "*",
                "es;q=0",
                "Spanish",
                "español",
                "1034",
                "es;q=2",
                "es;q=x",
                "es;;q=1",
                ",",
                ";",
                "e\u0000s",
                "es\u202e",
                "-",
                "es-",
                "?"
            })
    void whatNamesNoneOrIsNoListIsNothing(String list) {
        assertThat(Language.preferred(list)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotRead() {
        assertThat(Language.preferred("es" + ",fr".repeat(66))).contains(Language.SPANISH);
        assertThat(Language.preferred("es" + ",fr".repeat(67))).isEmpty();
    }
}
