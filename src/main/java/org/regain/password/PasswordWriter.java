package org.regain.password;

import java.util.UUID;
import org.regain.secret.Token;

/// The one writer of passwords. There is no method here whose input is "a person and a password": each takes a flow, and
/// the database derives from that flow's proofs whether a password may be written, and whose.
///
/// Each joins the caller's transaction, which also tells the person and appends the audit event.
public interface PasswordWriter {

    /// A new password by a recovery flow that has proven enough. Ends sessions, known browsers and other flows.
    ///
    /// @param savedCodeMacs one for each saved code the flow used up
    Written reset(UUID flow, Token key, ChosenPassword password, byte[][] savedCodeMacs);

    /// The first password of an account by a flow that holds its claim link, or was begun by its imported password, and has
    /// confirmed its address.
    Written claim(UUID flow, Token key, ChosenPassword password, byte[][] savedCodeMacs);

    /// A new password by somebody who is signed in by a fresh proof and has just typed the current one. It writes the
    /// audit event itself, as the others do.
    ///
    /// @return [Result#NOT_PROVEN] where another proof is needed first, [Result#GONE] where no proof would do
    Written change(PasswordChange change, ChosenPassword password);

    /// What came of it.
    ///
    /// @param sessionsEnded how many sessions the old password had opened
    record Written(Result result, int sessionsEnded) {}

    /// The database's word.
    enum Result {
        DONE,
        /// The flow is not this browser's, or is over; or the account is frozen.
        GONE,
        /// The organisation has suspended the account.
        SUSPENDED,
        /// The flow's proofs are not enough.
        NOT_PROVEN
    }
}
