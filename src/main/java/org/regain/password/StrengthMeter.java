package org.regain.password;

import org.regain.secret.Password;

/// Tells people while they are choosing how long their password would stand.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (guidance, such as a strength meter).
public interface StrengthMeter {

    /// An estimate of the first 64 characters; the rest can only add to it.
    PasswordStrength measure(Password password, PasswordContext context);
}
