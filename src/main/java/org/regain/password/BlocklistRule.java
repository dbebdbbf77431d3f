package org.regain.password;

import java.util.Optional;
import org.regain.secret.Password;

/// What is on an attacker's list falls to the first tries, however long it is.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (blocklist, the whole password); OWASP ASVS 5.0 §§ 6.2.4 and 6.2.12.
final class BlocklistRule implements PasswordRule {

    private final Blocklist blocklist;

    BlocklistRule(Blocklist blocklist) {
        this.blocklist = blocklist;
    }

    @Override
    public Optional<PasswordRefusal> refusal(Password password, PasswordContext context) {
        return blocklist.contains(Folded.of(password))
                ? Optional.of(PasswordRefusal.of("password.rule.common"))
                : Optional.empty();
    }

    @Override
    public PasswordAdvice explanation(PasswordContext context) {
        return PasswordAdvice.of("password.advice.common");
    }
}
