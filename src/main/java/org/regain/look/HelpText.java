package org.regain.look;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.PlainText;

/// What an organisation says to people who are stuck: text, and never anything to press.
///
/// @param text lines of text; null where it says nothing
public record HelpText(@Nullable String text) {

    public static final HelpText NOTHING = new HelpText(null);

    /// In code points, as the table counts.
    public static final int LONGEST = 500;

    /// What was typed, its lines as browsers send them; nothing where it is too long or partly invisible.
    public static Optional<HelpText> of(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .strip();
        if (text.isEmpty()) {
            return Optional.of(NOTHING);
        }
        return PlainText.is(text, LONGEST, true) ? Optional.of(new HelpText(text)) : Optional.empty();
    }
}
