/// Codes, passwords and tokens as types that never print themselves, and the keys that Regain keeps outside its
/// database.
///
/// Allowed dependencies: `typed` (what stops a start is in `org.regain` itself); Tink for keys.
///
/// Start reading at [org.regain.secret.Macs] for what is stored in place of a secret, and at
/// [org.regain.secret.KeysFile] for where the keys come from.
@NullMarked
package org.regain.secret;

import org.jspecify.annotations.NullMarked;
