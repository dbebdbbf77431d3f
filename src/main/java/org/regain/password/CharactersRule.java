package org.regain.password;

import java.util.Optional;
import org.regain.secret.Password;

/// Every character that has a meaning is welcome, in every script; the others may not come out the same next time.
///
/// A code point that is unassigned today may get another form C tomorrow, and one for private use looks different on
/// each device. Controls get lost on the way (a NUL ends the text for many programs).
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (stabilised strings).
final class CharactersRule implements PasswordRule {

    @Override
    public Optional<PasswordRefusal> refusal(Password password, PasswordContext context) {
        int[] characters = password.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (isUnusable(characters[i])) {
                return Optional.of(PasswordRefusal.of(
                        "password.rule.unusable-character", i + 1, "U+%04X".formatted(characters[i])));
            }
        }
        return Optional.empty();
    }

    private static boolean isUnusable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    @Override
    public PasswordAdvice explanation(PasswordContext context) {
        return PasswordAdvice.of("password.advice.characters");
    }
}
