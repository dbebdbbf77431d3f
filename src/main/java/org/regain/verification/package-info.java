/// The ways to prove who one is: codes that are sent, codes that were saved, passkeys. A challenge is put to a flow, its
/// answer is judged by the database, and a right answer leaves a proof. What a passkey signed is judged here before, in
/// [PasskeyAssertion], because the database cannot verify a signature.
///
/// Depends on `account`, `audit` (for a secret that does not open), `channel`, `delivery`, `law`, `secret`, `web` (for what a page says of an answer). Start reading at [Challenges].
@ApplicationModule(
        displayName = "verification",
        allowedDependencies = {"account", "audit", "channel", "delivery", "law", "secret", "web"})
@NullMarked
package org.regain.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
