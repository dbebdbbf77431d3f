/// The ways into the database, whichever it is: its pools and logins, the migrations that bring it up to date, the check
/// that it is as this Regain made it, what is tidied up in it, and its clock, by which everything is judged. A PostgreSQL
/// of one's own and the one that Regain starts are set up by the same statements (`db/roles.sql`).
///
/// Depends on `embedded`, `settings`, `start`, `trace`. Start reading at [DatabaseConfiguration], then `Database`.
@ApplicationModule(
        displayName = "database",
        allowedDependencies = {"embedded", "settings", "start", "trace"})
@NullMarked
package org.regain.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
