/// What Regain tells people: written in the transaction of what happened, mailed or texted after it.
///
/// A use case puts a [Message] into the [Outbox]. The `Dispatcher` opens the row, words the message in the recipient's
/// language and hands it to an [EmailChannel] or an [SmsChannel]. No row, log or exception carries a code, a token, an
/// address or a number.
///
/// Depends on `account`, `limits`, `secret`. Only this package speaks SMTP, and HTTP as a client.
///
/// Start reading at [org.regain.delivery.Outbox], then `Dispatcher` and `Delivery`.
@ApplicationModule(
        displayName = "delivery",
        allowedDependencies = {"account", "limits", "secret"})
@NullMarked
package org.regain.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
