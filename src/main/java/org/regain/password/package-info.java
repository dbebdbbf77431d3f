/// Passwords: how they are hashed, and which new ones are accepted.
///
/// Allowed dependencies: [org.regain.secret].
///
/// Start reading at [org.regain.password.PasswordHasher] for stored passwords, and at
/// [org.regain.password.NewPasswordRules] for new ones.
@NullMarked
package org.regain.password;

import org.jspecify.annotations.NullMarked;
