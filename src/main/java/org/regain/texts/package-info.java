/// Who sends texts, where to, and how many: each costs money that somebody else may earn. Beside `portal`, which tells
/// portals of sessions that are over, only this package speaks HTTP as a client.
///
/// Depends on `account`, `channel`, `limits`, `secret`, `settings`. Start reading at [TwilioSmsChannel], then [TextBudget].
@ApplicationModule(
        displayName = "texts",
        allowedDependencies = {"account", "channel", "limits", "secret", "settings"})
@NullMarked
package org.regain.texts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
