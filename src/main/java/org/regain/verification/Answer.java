package org.regain.verification;

import java.util.Optional;
import org.regain.secret.Code;
import org.regain.secret.SavedCode;

/// What somebody gives to a challenge, readable as an answer at all.
public sealed interface Answer {

    /// The digits of a code that was sent.
    record Sent(Code code) implements Answer {}

    /// The digits that an authenticator app shows.
    record Shown(Code code) implements Answer {}

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
            case EMAIL, SMS -> digits(text, IssuedCodes.DIGITS).map(Sent::new);
            case TOTP -> digits(text, Totp.DIGITS).map(Shown::new);
            case SAVED_CODE -> SavedCode.parse(text).map(Saved::new);
            case PASSKEY -> text.isBlank() ? Optional.empty() : Optional.of(new Signed(text));
        };
    }

    private static Optional<Code> digits(String text, int length) {
        return Code.parse(text).filter(it -> it.digits().length() == length);
    }
}
