/// What whoever runs Regain may see of it: whether it lives, whether it is ready, and numbers, on a port of its own; and traces, sent to who
/// collects them. Each only where it is set; nothing of anybody's is in it.
///
/// Depends on `channel` and `limits` (what there is to count), `database` (its clock), `password` (how long the line is), `secret`
/// (whether the keys fit), `settings`, `signin` (which addresses are open), `start`, `tally` and `trace`. Nothing depends on it.
///
/// Start reading at [org.regain.watch.WatchConfiguration], for traces at `TraceConfiguration`. Decisions:
/// `docs/decisions/0043-watched-on-a-port-of-its-own.md`, `docs/decisions/0059-traces-that-name-nobody.md`.
@ApplicationModule(
        displayName = "watch",
        allowedDependencies = {
            "channel",
            "database",
            "limits",
            "password",
            "secret",
            "settings",
            "signin",
            "start",
            "tally",
            "trace"
        })
@NullMarked
package org.regain.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
