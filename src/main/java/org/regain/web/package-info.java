/// The shared skin: the layout and its words, the language of a page, the headers on every response, the error pages,
/// and the border that each request passes before anything else looks at it.
///
/// Depends on `account`, `database` (whether its clock and this machine's agree), `secret`, `start`. Every feature package
/// may depend on it.
///
/// Start reading at [org.regain.web.Border], which lists the checks in their order, then at
/// `templates/web/layout.html`.
@ApplicationModule(
        displayName = "web",
        allowedDependencies = {"account", "database", "secret", "start"})
@NullMarked
package org.regain.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
