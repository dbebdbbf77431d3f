package org.regain.sessions;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.Origin;

/// Somebody signed in who changes something of their own.
///
/// @param proof the sign-in that the session rests on; the database asks for another when it is too old, or null
public record Acting(Subscriber who, @Nullable SignInProof proof, Origin origin) {

    /// Whose own it is.
    public AccountId account() {
        return who.account();
    }
}
