/// What whoever runs Regain may see of it: whether it lives, whether it is ready, and numbers. On a port of its own, and only where
/// one is set; nothing of anybody's is in it.
///
/// Depends on `channel` and `limits` (what there is to count), `database` (its clock), `password` (how long the line is), `secret`
/// (whether the keys fit), `signin` (which addresses are open), `start` and `tally`. Nothing depends on it.
///
/// Start reading at [org.regain.watch.WatchConfiguration]. Decision: `docs/decisions/0043-watched-on-a-port-of-its-own.md`.
@ApplicationModule(
        displayName = "watch",
        allowedDependencies = {"channel", "database", "limits", "password", "secret", "signin", "start", "tally"})
@NullMarked
package org.regain.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
