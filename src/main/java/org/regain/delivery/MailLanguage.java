package org.regain.delivery;

import java.util.Locale;

/// A language that mails are written in.
enum MailLanguage {
    ENGLISH(Locale.ENGLISH),
    SPANISH(Locale.of("es")),
    SIMPLIFIED_CHINESE(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;

    MailLanguage(Locale locale) {
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    /// By language alone: a reader of Mexican Spanish gets Spanish, one of Traditional Chinese the Chinese there is.
    static MailLanguage nearest(Locale wanted) {
        for (MailLanguage language : values()) {
            if (language.locale.getLanguage().equals(wanted.getLanguage())) {
                return language;
            }
        }
        return ENGLISH;
    }
}
