/// How a node comes up or says in plain words why it does not: refused starts, what is warmed before the port opens, and
/// what no log shows.
///
/// Depends on . Start reading at [StartRefused], then [Warming].
@ApplicationModule(
        displayName = "start",
        allowedDependencies = {})
@NullMarked
package org.regain.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
