/// People whose passwords an organisation's directory keeps: Active Directory, OpenLDAP and 389 Directory Server.
///
/// Depends on `secret` (what was typed), `settings`, `start` (refusals), `trace` and `web` (for what an unreachable directory answers).
///
/// Start reading at [org.regain.directory.Directory]; the console sees [org.regain.directory.DirectoryView] alone.
@ApplicationModule(
        displayName = "directory",
        allowedDependencies = {"secret", "settings", "start", "trace", "web"})
@NullMarked
package org.regain.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
