/// What hands, keyboards, mail programs and copying do to a short text that means one thing only: a name, an address, a
/// code.
///
/// Depends on nothing of ours. Start reading at [org.regain.typed.Typed].
@ApplicationModule(
        displayName = "typed",
        allowedDependencies = {})
@NullMarked
package org.regain.typed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
