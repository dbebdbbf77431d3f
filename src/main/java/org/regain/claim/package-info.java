/// How an invited person takes an account: by the link in their mail and a code, or by the password that was brought along.
/// It ends with a password of their own and the first saved codes.
///
/// Depends on `account`, `audit`, `delivery`, `directory`, `flow`, `limits`, `password`, `secret`, `sessions`, `signin`, `tally`, `verification`,
/// `web`. Start reading at [ClaimFlow], then [OpenClaim] and [FinishClaim].
@ApplicationModule(
        displayName = "claim",
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
package org.regain.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
