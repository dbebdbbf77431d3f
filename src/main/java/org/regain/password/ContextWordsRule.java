package org.regain.password;

import java.util.Optional;
import org.regain.secret.Password;

/// Names and addresses of the person and the place are what somebody who knows them tries first.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (context-specific words); OWASP ASVS 5.0 §§ 6.1.2 and 6.2.11.
final class ContextWordsRule implements PasswordRule {

    @Override
    public Optional<PasswordRefusal> refusal(Password password, PasswordContext context) {
        Folded typed = Folded.of(password);
        return context.words().stream().map(Folded::of).anyMatch(typed::equals)
                ? Optional.of(PasswordRefusal.of("password.rule.context-word"))
                : Optional.empty();
    }

    @Override
    public PasswordAdvice explanation(PasswordContext context) {
        return PasswordAdvice.of("password.advice.context-word");
    }
}
