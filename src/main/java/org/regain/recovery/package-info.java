/// The claimant's way back: the flow from the first form to its end, its pages and its use cases.
///
/// Depends on `account`, `audit`, `channel`, `delivery`, `directory`, `flow`, `invite`, `law`, `limits`, `password`, `secret`,
/// `tally`, `verification`, `web`. Start reading at [RecoveryFlow], then `docs/walk.md`.
@ApplicationModule(
        displayName = "recovery",
        allowedDependencies = {
            "account",
            "audit",
            "channel",
            "delivery",
            "directory",
            "flow",
            "invite",
            "law",
            "limits",
            "password",
            "secret",
            "tally",
            "verification",
            "web"
        })
@NullMarked
package org.regain.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
