/// The PostgreSQL that starts when no `regain.database.url` is given, so that `mvn spring-boot:run` and `java -jar
/// regain.jar` need nothing installed, and what they wrote is still there at the next start.
///
/// Depends on `start`. Start reading at [EmbeddedServer].
@ApplicationModule(displayName = "embedded", allowedDependencies = "start")
@NullMarked
package org.regain.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
