/// People at a browser, from the first page to the last, on the real application with its real database and mail.
///
/// Things are found as a person finds them: by their headings, labels and buttons, which are a contract.
/// Start reading at: [ForgottenJourneyTest], then [Visitor].
@NullMarked
package org.regain.journeys;

import org.jspecify.annotations.NullMarked;
