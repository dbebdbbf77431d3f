/// How often a thing may be tried.
///
/// Depends on `audit` (where a request came from), `secret`. Start reading at [Limit].
@ApplicationModule(
        displayName = "limits",
        allowedDependencies = {"audit", "secret"})
@NullMarked
package org.regain.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
