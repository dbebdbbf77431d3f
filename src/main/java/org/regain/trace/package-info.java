/// Where time goes, for whoever looks at traces: what was done and how long it took, never for whom.
///
/// Depends on nothing, so that every package may say what it does. Start reading at [org.regain.trace.Trace].
@ApplicationModule(
        displayName = "trace",
        allowedDependencies = {})
@NullMarked
package org.regain.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
