/// The drill for the day on which a backup is needed: it is restored where it harms nobody, looked at, and what is in it is said in
/// sentences.
///
/// Depends on `database`, `secret`, `settings`, `start`. Start reading at [VerifyBackup].
@ApplicationModule(
        displayName = "backup",
        allowedDependencies = {"database", "secret", "settings", "start"})
@NullMarked
package org.regain.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
