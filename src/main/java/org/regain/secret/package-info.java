/// Codes, passwords and tokens as types that never print themselves, and the keys that Regain keeps outside its
/// database.
///
/// Depends on `settings`, `start`, `typed`. Tink is for keys.
///
/// Start reading at [org.regain.secret.Macs] for what is stored in place of a secret, and at
/// [org.regain.secret.KeysFile] for where the keys come from.
@ApplicationModule(
        displayName = "secret",
        allowedDependencies = {"settings", "start", "typed"})
@NullMarked
package org.regain.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
