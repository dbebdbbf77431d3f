package org.regain.password;

import java.util.List;

/// Says what a new password has to be before one is typed. The pages where one is chosen show it, with scripts and without.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (guidance when choosing).
public interface PasswordGuidance {

    /// One sentence for each of the [NewPasswordRules], in the same order.
    List<PasswordAdvice> advice(PasswordContext context);

    /// The same, as templates ask for it, who know no names: `@newPasswordRules.advice(15)`.
    default List<PasswordAdvice> advice(int minimumLength) {
        return advice(new PasswordContext(minimumLength, List.of()));
    }
}
