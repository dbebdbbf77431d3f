package org.regain.password;

import java.util.Optional;
import org.regain.secret.Password;

/// One rule for new passwords, with its explanation.
interface PasswordRule {

    /// The reason against the password, if this rule has one.
    Optional<PasswordRefusal> refusal(Password password, PasswordContext context);

    /// What the rule wants, said before a password is typed.
    PasswordAdvice explanation(PasswordContext context);
}
