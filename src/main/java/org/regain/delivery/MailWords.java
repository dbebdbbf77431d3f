package org.regain.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.regain.account.Language;
import org.springframework.context.support.ResourceBundleMessageSource;

/// The words of mails and texts in one language, from `mail*.properties` and `text*.properties`.
///
/// They are compiled into the jar, so that nobody who runs Regain can move a code into a subject or a link elsewhere.
final class MailWords {

    private static final ResourceBundleMessageSource BUNDLES = bundles();

    private final Locale locale;

    MailWords(Language language) {
        this.locale = language.locale();
    }

    Locale locale() {
        return locale;
    }

    /// @throws org.springframework.context.NoSuchMessageException for a key that no bundle has
    String say(String key, Object... args) {
        return BUNDLES.getMessage(key, args, locale);
    }

    /// Date, time and zone as the language writes them. The zone is UTC, because a reader's own isn't known.
    String time(Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        // The narrow no-break space before AM and PM is a box in some mail programs.
        return say(
                        "time",
                        format(utc, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)),
                        format(utc, DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)))
                .replace('\u202f', ' ');
    }

    private String format(ZonedDateTime time, DateTimeFormatter formatter) {
        return formatter.withLocale(locale).format(time);
    }

    private static ResourceBundleMessageSource bundles() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames("mail", "text");
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        // Otherwise an English mail is worded in the language of the machine.
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }
}
