/// What happens, counted for whoever watches: how often, never to whom.
///
/// Depends on nothing, so that every package may count. Start reading at [Tally].
@ApplicationModule(
        displayName = "tally",
        allowedDependencies = {})
@NullMarked
package org.regain.tally;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
