package org.regain.password;

import java.util.Optional;
import org.regain.secret.Password;

/// Length is what makes a password hard to guess. One code point is one character.
///
/// There is nothing to refuse at the other end: no [Password] is longer than 1,024.
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (1), (2) and (4).
final class LengthRule implements PasswordRule {

    @Override
    public Optional<PasswordRefusal> refusal(Password password, PasswordContext context) {
        int length = password.length();
        return length < context.minimumLength()
                ? Optional.of(PasswordRefusal.of("password.rule.too-short", context.minimumLength(), length))
                : Optional.empty();
    }

    @Override
    public PasswordAdvice explanation(PasswordContext context) {
        return PasswordAdvice.of("password.advice.length", context.minimumLength(), Password.MAX_CODE_POINTS);
    }
}
