package org.regain.password;

import java.util.List;
import org.regain.secret.Password;

/// Judges a password that somebody wants to have from now on.
///
/// There is no rule on what a password is composed of, and none on its age.
/// Source: NIST SP 800-63B-4 § 3.1.1.2; OWASP ASVS 5.0 § 6.2.
public interface NewPasswordRules {

    /// Every reason against the password at once, in the order of the page's explanations; empty when it is accepted.
    List<PasswordRefusal> check(Password password, PasswordContext context);
}
