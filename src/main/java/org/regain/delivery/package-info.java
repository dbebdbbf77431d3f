/// What Regain tells people: written in the transaction of what happened, mailed or texted after it.
///
/// A use case puts a [Message] into the [Outbox]. The `Dispatcher` opens the row, words the message in the recipient's
/// language and hands it to a channel. No row, log or exception carries a code, a token, an address or a number.
///
/// Depends on `account`, `channel`, `limits`, `secret`, `start`, `tally`, `texts`, `trace`. Only this package speaks SMTP.
///
/// Start reading at [org.regain.delivery.Outbox], then `Dispatcher` and `Delivery`.
@ApplicationModule(
        displayName = "delivery",
        allowedDependencies = {"account", "channel", "limits", "secret", "start", "tally", "texts", "trace"})
@NullMarked
package org.regain.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
