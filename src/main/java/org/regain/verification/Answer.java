package org.regain.verification;

import java.util.Optional;
import org.regain.secret.Code;
import org.regain.secret.SavedCode;

/// What somebody gives to a challenge, readable as an answer at all.
public sealed interface Answer {

    /// Digits: of a code that was sent, or of an authenticator app.
    record Digits(Code code) implements Answer {}

    record Saved(SavedCode code) implements Answer {}

    /// What a browser said of a passkey, unread.
    record Signed(String json) implements Answer {

        @Override
        public String toString() {
            return "Signed[redacted]";
        }
    }

    /// Reads what was typed or posted for a method; empty for what cannot be an answer to it, which costs no try because
    /// nothing could be guessed by it.
    static Optional<Answer> read(Method method, String text) {
        return switch (method) {
            case EMAIL, SMS -> digits(text, IssuedCodes.DIGITS);
            case TOTP -> digits(text, Totp.DIGITS);
            case SAVED_CODE -> SavedCode.parse(text).map(Saved::new);
            case PASSKEY -> text.isBlank() ? Optional.empty() : Optional.of(new Signed(text));
        };
    }

    private static Optional<Answer> digits(String text, int length) {
        return Code.parse(text).filter(it -> it.digits().length() == length).map(Digits::new);
    }
}
