/// The law as a model, and histories of an account told to both: to the model and to the functions of the database.
///
/// Start reading at: [LawModel], then [Step] for what can happen, [RandomHistoriesTest] and [AllHistoriesTest] for how it is told.
@NullMarked
package org.regain.law.histories;

import org.jspecify.annotations.NullMarked;
