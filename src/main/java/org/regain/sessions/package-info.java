/// What being signed in is: who a session is of, which sign-in it rests on, how it begins, goes on and ends.
///
/// Depends on `account`, `audit`, `secret`, `verification`, `web`. Start reading at [Subscriber], then [SessionStart].
@ApplicationModule(
        displayName = "sessions",
        allowedDependencies = {"account", "audit", "secret", "verification", "web"})
@NullMarked
package org.regain.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
