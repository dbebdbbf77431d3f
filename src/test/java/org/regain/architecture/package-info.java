/// What must stay true of the sources as a whole, each rule with its reason.
///
/// Start reading at: [BordersTest].
@NullMarked
package org.regain.architecture;

import org.jspecify.annotations.NullMarked;
