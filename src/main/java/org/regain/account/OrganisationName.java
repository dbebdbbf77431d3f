package org.regain.account;

import java.text.Normalizer;
import java.util.Optional;

/// What an organisation calls itself, as everybody reads it before they sign in and in their authenticator app.
///
/// @param text 1 to 60 characters in one line, composed (NFC), none of which is invisible but a blank
public record OrganisationName(String text) {

    /// In code points, as the table counts.
    public static final int LONGEST = 60;

    public OrganisationName {
        if (!PlainText.is(text, LONGEST, false)) {
            throw new IllegalArgumentException("Not a name for an organisation");
        }
    }

    /// The name that was typed, without blanks around it; nothing when it is empty, too long or partly invisible.
    public static Optional<OrganisationName> of(String typed) {
        var name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        return PlainText.is(name, LONGEST, false) ? Optional.of(new OrganisationName(name)) : Optional.empty();
    }
}
