/// Could somebody get back in today? What people hold, what it amounts to by the rules of a recovery, and the count of all
/// of them.
///
/// Depends on `account`, `verification`. Start reading at [Readiness], then [Holdings].
@ApplicationModule(
        displayName = "readiness",
        allowedDependencies = {"account", "verification"})
@NullMarked
package org.regain.readiness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
