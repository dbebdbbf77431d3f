/// The connection to the database is cut at every boundary of a statement, before it is sent and after it was executed, and the walk
/// through the pages goes on. The rows are looked at after each, and so is what the person saw.
///
/// Start reading at: [FaultsScene], then any test.
@NullMarked
package org.regain.faults;

import org.jspecify.annotations.NullMarked;
