/// How often a thing may be tried.
///
/// Depends on nothing of ours. Start reading at [Limit].
@ApplicationModule(
        displayName = "limits",
        allowedDependencies = {})
@NullMarked
package org.regain.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
