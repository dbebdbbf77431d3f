package org.regain.methods;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;

/// Somebody signed in tries one of their methods: an address they have just added, or one they have had for long.
///
/// @param step      raised by every step, so that a page from before it is recognised as stale
/// @param method    which kind of method it is
/// @param contact   the address or number that codes go to; null for an app and a passkey
/// @param challenge null: nothing is awaited; another code can be asked for
record RegisterFlow(
        FlowId id,
        int step,
        AccountId account,
        Method method,
        @Nullable UUID contact,
        @Nullable Challenge challenge) {

    /// As it stands after an answer that was not right.
    RegisterFlow answered() {
        return new RegisterFlow(
                id,
                step + 1,
                account,
                method,
                contact,
                challenge == null || challenge.answersLeft() < 2 ? null : challenge.spendAnswer());
    }
}
