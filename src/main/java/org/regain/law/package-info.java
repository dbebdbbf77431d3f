/// What the application has to know of the database's law.
///
/// Depends on nothing. Start reading at [Numbers], then `db/migration/R__05_numbers.sql`.
@ApplicationModule(
        displayName = "law",
        allowedDependencies = {})
@NullMarked
package org.regain.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
