/// The shared skin: the layout and its words, the language of a page, the headers on every response, the error pages,
/// and the border that each request passes before anything else looks at it.
///
/// May depend on: nothing of ours. Every feature package may depend on it.
///
/// Start reading at [org.regain.web.Border], which lists the checks in their order, then at
/// `templates/web/layout.html`.
@NullMarked
package org.regain.web;

import org.jspecify.annotations.NullMarked;
