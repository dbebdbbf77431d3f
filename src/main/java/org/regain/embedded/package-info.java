/// The PostgreSQL that starts when no `regain.database.url` is given, and the way to either database.
///
/// Purpose: `mvn spring-boot:run` and `java -jar regain.jar` need nothing installed, and what they wrote is still there
/// at the next start. A PostgreSQL of one's own is reached through the same beans and set up by the same statements
/// (`db/roles.sql`).
///
/// May depend on: the settings in `org.regain`. Nothing of Regain's domain.
///
/// Start reading at: [DatabaseConfiguration], then [EmbeddedServer].
@NullMarked
package org.regain.embedded;

import org.jspecify.annotations.NullMarked;
