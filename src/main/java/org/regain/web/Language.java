package org.regain.web;

import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;

/// The languages the pages are written in. All are equal; English is what is left when nothing else is known.
enum Language {
    ENGLISH("en"),
    SPANISH("es"),
    CHINESE("zh-CN");

    private final String tag;
    private final Locale locale;

    Language(String tag) {
        this.tag = tag;
        this.locale = Locale.forLanguageTag(tag);
    }

    Locale locale() {
        return locale;
    }

    /// By the exact tag, as the switch and its cookie carry it.
    static Optional<Language> tagged(String tag) {
        return Arrays.stream(values()).filter(one -> one.tag.equals(tag)).findFirst();
    }

    /// By the language alone: `es-MX` is Spanish, and every Chinese is shown Simplified Chinese, which its readers
    /// can read more easily than English.
    static Optional<Language> closestTo(Locale wanted) {
        return Arrays.stream(values())
                .filter(one -> one.locale.getLanguage().equals(wanted.getLanguage()))
                .findFirst();
    }

    /// The first that can be served of what a browser prefers, best first.
    static Optional<Language> firstOf(Enumeration<Locale> preferred) {
        while (preferred.hasMoreElements()) {
            Optional<Language> found = closestTo(preferred.nextElement());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
