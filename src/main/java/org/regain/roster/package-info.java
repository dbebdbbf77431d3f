/// Who is in an organisation's directory: they come from there, and whoever is out there is out here. And what became of a password
/// that was on its way there.
///
/// Depends on `account`, `delivery`, `directory`, `password`. Start reading at [Synchronise].
@ApplicationModule(
        displayName = "roster",
        allowedDependencies = {"account", "delivery", "directory", "password"})
@NullMarked
package org.regain.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
