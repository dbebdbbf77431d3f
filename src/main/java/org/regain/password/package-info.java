/// Passwords: how they are hashed, and which new ones are accepted.
///
/// Depends on `account`, `audit` (when somebody knows a password that opens nothing), `directory`, `secret`, `settings`, `start`, `trace`, `web` (for
/// what a busy server answers).
///
/// Start reading at [org.regain.password.PasswordHasher] for stored passwords, at
/// [org.regain.password.NewPasswordRules] for new ones, and at [org.regain.password.ImportedHash] for those from elsewhere.
@ApplicationModule(
        displayName = "password",
        allowedDependencies = {"account", "audit", "directory", "secret", "settings", "start", "trace", "web"})
@NullMarked
package org.regain.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
