package org.regain.account;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import org.regain.typed.Typed;

/// A language Regain speaks. All are equal: every page and every mail exists in each.
public enum Language {
    ENGLISH("en"),
    SPANISH("es"),
    CHINESE("zh-CN");

    /// More than anybody reads.
    private static final int LONGEST_LIST = 200;

    private final String tag;
    private final Locale locale;

    Language(String tag) {
        this.tag = tag;
        this.locale = Locale.forLanguageTag(tag);
    }

    /// The BCP 47 tag, as stored and as written in `lang` attributes.
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    /// The language with exactly this tag.
    public static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values()).filter(it -> it.tag.equals(tag)).findFirst();
    }

    /// The language that a tag asks for, in any case and with whatever region or script behind it; `zh_CN` is meant as `zh-CN`.
    /// Nothing for a language that Regain does not speak, and for what is no tag.
    ///
    /// Source: RFC 5646 §§ 2.1.1 (no case), 4.1.
    public static Optional<Language> read(String tag) {
        try {
            var wanted = new Locale.Builder()
                    .setLanguageTag(Typed.plain(tag).replace('_', '-'))
                    .build();
            return closestTo(wanted);
        } catch (IllformedLocaleException noTag) {
            return Optional.empty();
        }
    }

    /// The first language of ours in a list with weights, as browsers send it and as a directory has it in `preferredLanguage`. Nothing for a
    /// list without one, and for what is no such list.
    ///
    /// Source: RFC 9110 § 12.5.4; RFC 2798 § 2.7.
    public static Optional<Language> preferred(String list) {
        if (list.length() > LONGEST_LIST) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(list.replace('_', '-')).stream()
                    .filter(it -> it.getWeight() > 0)
                    .flatMap(it -> closestTo(Locale.forLanguageTag(it.getRange())).stream())
                    .findFirst();
        } catch (IllegalArgumentException noList) {
            return Optional.empty();
        }
    }

    /// By the language alone: `es-MX` is Spanish, and every Chinese is shown Simplified Chinese, which its readers can read
    /// more easily than English.
    public static Optional<Language> closestTo(Locale wanted) {
        return Arrays.stream(values())
                .filter(it -> it.locale.getLanguage().equals(wanted.getLanguage()))
                .findFirst();
    }

    /// [#closestTo(Locale)]; English where there is none.
    public static Language nearest(Locale wanted) {
        return closestTo(wanted).orElse(ENGLISH);
    }
}
