/// One's own sign-in methods: somebody who is signed in sees what they have, adds, tries, names and removes, and is asked
/// for one more where their account needs it. Whether that is enough is `readiness`'s to say; whether it may be changed
/// now, the database's.
///
/// Depends on `account`, `audit`, `channel`, `claim`, `delivery`, `flow`, `law`, `limits`, `readiness`, `secret`, `sessions`,
/// `signin`, `tally`, `texts`, `verification`, `web`. Start reading at [MethodsVisit], then [AddContact] and [AnswerTry].
@ApplicationModule(
        displayName = "methods",
        allowedDependencies = {
            "account",
            "audit",
            "channel",
            "claim",
            "delivery",
            "flow",
            "law",
            "limits",
            "readiness",
            "secret",
            "sessions",
            "signin",
            "tally",
            "texts",
            "verification",
            "web"
        })
@NullMarked
package org.regain.methods;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
