/// The sign-in page, the lock, sessions, and what Spring Security is told.
///
/// Depends on `account`, `audit`, `delivery`, `limits`, `password`, `secret`, `verification`, `web`. Start reading at [SignIn], then
/// [SecurityConfiguration].
@ApplicationModule(
        displayName = "signin",
        allowedDependencies = {"account", "audit", "delivery", "limits", "password", "secret", "verification", "web"})
@NullMarked
package org.regain.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
