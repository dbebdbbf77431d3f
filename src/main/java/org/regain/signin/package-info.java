/// The sign-in page, the second factor, the lock, confirming who one is, and what Spring Security is told.
///
/// Depends on `account`, `audit`, `delivery`, `directory`, `flow`, `limits`, `password`, `secret`, `sessions`, `start`, `tally`, `verification`,
/// `web`. Start reading at [SignIn], then [SecurityConfiguration].
@ApplicationModule(
        displayName = "signin",
        allowedDependencies = {
            "account",
            "audit",
            "delivery",
            "directory",
            "flow",
            "limits",
            "password",
            "secret",
            "sessions",
            "start",
            "tally",
            "verification",
            "web"
        })
@NullMarked
package org.regain.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
