/// A self-hosted sign-in whose people get back into their accounts by themselves. Each room is a package beneath this one,
/// which holds the application and no more.
///
/// Start reading at `docs/walk.md`.
@NullMarked
package org.regain;

import org.jspecify.annotations.NullMarked;
