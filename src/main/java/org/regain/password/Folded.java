package org.regain.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Locale;
import org.regain.secret.Password;

/// A whole text without its differences of case: nothing is trimmed, replaced or left out.
///
/// @param text upper case first, since only that makes one of ß and SS, and of σ and ς
record Folded(String text) {

    static Folded of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                // Java writes a sigma at a word's end otherwise than inside.
                .replace('ς', 'σ');
        return new Folded(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    static Folded of(Password password) {
        return of(new String(password.utf8(), UTF_8));
    }

    /// It may be a password.
    @Override
    public String toString() {
        return "Folded[redacted]";
    }
}
