/// Changing one's own password: by somebody who is signed in and knows the old one, or has proven enough to go without it.
///
/// Depends on `account`, `audit`, `delivery`, `directory`, `flow`, `limits`, `password`, `secret`, `sessions`, `signin`, `tally`, `verification`,
/// `web`. Start reading at [ChangePassword].
@ApplicationModule(
        displayName = "change",
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
            "signin",
            "tally",
            "verification",
            "web"
        })
@NullMarked
package org.regain.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
