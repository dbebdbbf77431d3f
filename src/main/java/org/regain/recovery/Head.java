package org.regain.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.regain.verification.Proven;

/// What every state of a flow has.
///
/// @param step raised by every step, so that a page from before it is recognised as stale
/// @param account whose account is claimed; null in a decoy, which is opened for a name nobody has
/// @param aim null until the claimant has said what they are here for
/// @param proven what has been proven and still counts, read from proof rows each time
/// @param required how many classes a new password takes in this recovery
/// @param asker who asks, as far as limits care
/// @param passwordTries how often the existing password has been tried
/// @param expiresAt when the flow ends by itself
public record Head(
        FlowId id,
        int step,
        @Nullable AccountId account,
        @Nullable Aim aim,
        Proven proven,
        int required,
        Asker asker,
        int passwordTries,
        Instant expiresAt) {

    Head next() {
        return new Head(id, step + 1, account, aim, proven, required, asker, passwordTries, expiresAt);
    }

    Head aiming(Aim at) {
        return new Head(id, step + 1, account, at, proven, required, asker, passwordTries, expiresAt);
    }

    Head proving(Method method, boolean older) {
        return new Head(
                id, step + 1, account, aim, proven.with(method, older), required, asker, passwordTries, expiresAt);
    }

    Head tryingPassword() {
        return new Head(id, step + 1, account, aim, proven, required, asker, passwordTries + 1, expiresAt);
    }
}
