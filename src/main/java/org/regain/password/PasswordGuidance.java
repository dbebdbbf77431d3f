package org.regain.password;

import java.util.List;

/// Says what a new password has to be before one is typed.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (guidance when choosing).
public interface PasswordGuidance {

    /// One sentence for each of the [NewPasswordRules], in the same order.
    List<PasswordAdvice> advice(PasswordContext context);
}
