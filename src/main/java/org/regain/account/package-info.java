/// Accounts, organisations, roles, and the names and addresses people are known by.
///
/// Depends on `typed`. Start reading at [Accounts].
@ApplicationModule(displayName = "account", allowedDependencies = "typed")
@NullMarked
package org.regain.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
