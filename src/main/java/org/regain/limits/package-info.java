/// How often a thing may be tried.
///
/// Depends on `account` (whose counter it is), `audit` (where a request came from), `secret`, `tally`. Start reading at [Limit].
@ApplicationModule(
        displayName = "limits",
        allowedDependencies = {"account", "audit", "secret", "tally"})
@NullMarked
package org.regain.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
