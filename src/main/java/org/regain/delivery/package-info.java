/// What Regain tells people: written in the transaction of what happened, mailed after it.
///
/// A use case puts a [Message] into the [Outbox]. The `Dispatcher` opens the row, words the message in the recipient's
/// language and hands it to an [EmailChannel]. No row, log or exception carries a code, a token or an address.
///
/// Allowed dependencies: `secret`. Only this package speaks SMTP.
///
/// Start reading at [org.regain.delivery.Outbox], then `Dispatcher` and `Delivery`.
@ApplicationModule(allowedDependencies = "secret")
@NullMarked
package org.regain.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
