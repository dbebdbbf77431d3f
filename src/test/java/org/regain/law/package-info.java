/// The law of the database, tried from inside: what each role may do, what each function refuses, what parallel requests
/// and killed processes leave behind.
///
/// Start reading at: [RolesTest] and `permitted.txt` beside it.
@NullMarked
package org.regain.law;

import org.jspecify.annotations.NullMarked;
