/// What flows of all kinds do alike: recoveries, claims, sign-ins and tries of one's own methods. They are opened, take
/// steps and are left in one store; the browser's visit is one type, which each kind completes. What a flow entitles to is
/// each kind's own, and the database's.
///
/// Depends on `account`, `audit`, `secret`, `verification`, `web`. Start reading at [Flows], then [FlowVisit].
@ApplicationModule(
        displayName = "flow",
        allowedDependencies = {"account", "audit", "secret", "verification", "web"})
@NullMarked
package org.regain.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
