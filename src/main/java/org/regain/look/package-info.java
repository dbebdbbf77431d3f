/// How an organisation looks to its people: its name, logo, accent colour and help, on the pages of everybody. What of
/// that an administrator chooses, and how, is in `admin`.
///
/// Depends on `account`, `start`, and on `sessions` for whoever is signed in. Start reading at [Looks].
@ApplicationModule(
        displayName = "look",
        allowedDependencies = {"account", "sessions", "start"})
@NullMarked
package org.regain.look;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
