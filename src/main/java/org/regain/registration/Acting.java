package org.regain.registration;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.signin.SignInProof;
import org.regain.signin.Subscriber;

/// Somebody signed in who changes something of their own.
///
/// @param proof the sign-in that the session rests on; the database asks for another when it is too old, or null
public record Acting(Subscriber who, @Nullable SignInProof proof, Origin origin) {

    AccountId account() {
        return who.account();
    }
}
