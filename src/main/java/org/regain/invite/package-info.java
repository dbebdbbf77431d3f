/// How accounts come to be: the first organisation and its administrator, people one by one or out of a list, and the mails
/// that tell them.
///
/// Depends on `account`, `channel`, `delivery`, `law`, `secret`, `settings`. Start reading at [Invitations], then [FirstStart].
@ApplicationModule(
        displayName = "invite",
        allowedDependencies = {"account", "channel", "delivery", "law", "secret", "settings"})
@NullMarked
package org.regain.invite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
