package org.regain.claim;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.flow.Stepped;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;

/// A person on their way to claiming an account: address confirmed by a code, password chosen, done.
///
/// As with a recovery, the state is derived from the live challenge and the proofs each time, never stored.
public sealed interface ClaimFlow extends Stepped {

    /// The address is to be confirmed.
    ///
    /// @param challenge null: no code is awaited; another one can be asked for
    record Confirming(
            FlowId id,
            int step,
            AccountId account,
            BegunBy by,
            @Nullable Challenge challenge) implements ClaimFlow {

        /// The code was right.
        Choosing confirmed() {
            return new Choosing(id, step + 1, account, by);
        }
    }

    /// The address is confirmed; a password is to be chosen.
    record Choosing(FlowId id, int step, AccountId account, BegunBy by) implements ClaimFlow {}

    record Claimed() implements ClaimFlow {}

    /// Expired, or begun anew elsewhere. The link in the mail, or another sign-in, begins another one.
    record Over() implements ClaimFlow {}

    /// What stands beside the mailbox.
    enum BegunBy {
        /// The link that was mailed.
        LINK,
        /// A password from another system: it serves this once, and another is to be chosen.
        PASSWORD
    }
}
