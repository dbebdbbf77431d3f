/// What can be set, its bounds, and the sentences that refuse a start where they are not kept.
///
/// Depends on `account`, `start`. Start reading at [RegainSettings], then [SettingsCheck].
@ApplicationModule(
        displayName = "settings",
        allowedDependencies = {"account", "start"})
@NullMarked
package org.regain.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
