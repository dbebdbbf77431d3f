/// How accounts come to be: an invitation makes an empty one, its holder claims it. And how a signed-in person changes
/// their own password.
///
/// Depends on `account`, `audit`, `delivery`, `law`, `limits`, `password`, `secret`, `signin`, `verification`, `web`. Start reading at
/// [Invitations], then [ClaimFlow].
@ApplicationModule(
        displayName = "registration",
        allowedDependencies = {
            "account",
            "audit",
            "delivery",
            "law",
            "limits",
            "password",
            "secret",
            "signin",
            "verification",
            "web"
        })
@NullMarked
package org.regain.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
