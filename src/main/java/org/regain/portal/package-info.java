/// Portals: sites to which people sign in here, by OpenID Connect. What is asked, what is said, and what ends it.
///
/// Depends on `account`, `audit`, `law`, `limits`, `secret`, `sessions`, `settings`, `signin`, `start`, `web`. Start reading at [Authorize],
/// then [Authorisations] and `R__60_portals.sql`.
@ApplicationModule(
        displayName = "portal",
        allowedDependencies = {
            "account",
            "audit",
            "law",
            "limits",
            "secret",
            "sessions",
            "settings",
            "signin",
            "start",
            "web"
        })
@NullMarked
package org.regain.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
