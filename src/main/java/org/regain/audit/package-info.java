/// What happened, append only: one row for each step, with where it came from.
///
/// Depends on `account`. Start reading at [AuditEvent].
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {"account"})
@NullMarked
package org.regain.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
