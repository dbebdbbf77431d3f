package org.regain.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A language Regain speaks. All are equal: every page and every mail exists in each.
public enum Language {
    ENGLISH("en"),
    SPANISH("es"),
    CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The BCP 47 tag, as stored and as written in `lang` attributes.
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /// The language with exactly this tag.
    public static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values()).filter(it -> it.tag.equals(tag)).findFirst();
    }

    /// The nearest language to a locale, by its language alone; English where there is none.
    public static Language nearest(Locale locale) {
        return Arrays.stream(values())
                .filter(it -> it.locale().getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(ENGLISH);
    }
}
