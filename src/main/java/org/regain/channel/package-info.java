/// The ways out: a mail or a text is handed to a channel, which takes it or says why not.
///
/// Depends on `account`. Start reading at [Channel], then [EmailChannel] and [SmsChannel].
@ApplicationModule(displayName = "channel", allowedDependencies = "account")
@NullMarked
package org.regain.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
