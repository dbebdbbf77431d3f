/// The console: administrators bring people in, see who could not get back in and why, stop a stolen account, and show what
/// happened. They can lower somebody's access and give back what they took; nothing here reaches a credential, an address, a
/// method, a code or a counter, and the database role it connects as could not either.
///
/// Depends on `account`, `audit`, `directory` (to look, by [org.regain.directory.DirectoryView] alone), `look`, `portal`, `sessions`, `settings`, `signin`, `typed`, `web`, and on none of them for anything that holds a
/// secret. Start reading at [ConsoleGate], then [PeopleController].
@ApplicationModule(
        displayName = "admin",
        allowedDependencies = {
            "account",
            "audit",
            "directory",
            "look",
            "portal",
            "sessions",
            "settings",
            "signin",
            "typed",
            "web"
        })
@NullMarked
package org.regain.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
