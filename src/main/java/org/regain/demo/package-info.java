/// The demo: people in each state, and an inbox that shows their messages. Profile `demo`, this machine only.
///
/// Depends on `account`, `audit`, `channel`, `claim`, `invite`, `methods`, `password`, `portal`, `recovery`, `secret`, `settings`,
/// `signin`, `start`, `verification`, `web` (what is busy). Nothing depends on it. Start reading at [DemoPeople].
@ApplicationModule(
        displayName = "demo",
        allowedDependencies = {
            "account",
            "audit",
            "channel",
            "claim",
            "invite",
            "methods",
            "password",
            "portal",
            "recovery",
            "secret",
            "settings",
            "signin",
            "start",
            "verification",
            "web"
        })
@NullMarked
package org.regain.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
