package org.regain.delivery;

import java.time.Instant;
import org.regain.secret.Code;
import org.regain.secret.Token;

/// Something to tell one person, or a [Decoy] that tells nobody.
public sealed interface Message {

    /// When telling it has lost its sense: from then on it isn't sent, and what waited is erased.
    Instant expiresAt();

    /// A message that somebody receives.
    sealed interface Addressed extends Message {

        Recipient to();
    }

    /// A code to type in the page that asked for it.
    record IssuedCode(Recipient to, CodePurpose purpose, Code code, Instant expiresAt) implements Addressed {}

    /// The key with which a new account is claimed.
    record ClaimLink(Recipient to, Token token, Instant expiresAt) implements Addressed {}

    /// What has happened to an account.
    ///
    /// @param at when it happened
    /// @param repudiation the key to the "This wasn't me" page
    record Notice(Recipient to, NoticeKind kind, Instant at, Token repudiation, Instant expiresAt)
            implements Addressed {}

    /// Stands in for the code that an unknown person doesn't get: the same work and the same row, and no mail.
    ///
    /// @param expiresAt as a code's would be
    record Decoy(Instant expiresAt) implements Message {}
}
