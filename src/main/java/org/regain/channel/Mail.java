package org.regain.channel;

import java.util.Locale;
import java.util.UUID;

/// A worded mail, ready to be sent.
///
/// @param id the same each time this message is tried, so that the channel can mark a repetition as such
/// @param locale the language of the words
/// @param text plain text, lines end with `\n`
/// @param html a whole document that says the same
public record Mail(UUID id, EmailAddress to, Locale locale, String subject, String text, String html) {

    /// Hides everything but the id: the text carries a code or a key.
    @Override
    public String toString() {
        return "Mail[" + id + "]";
    }
}
