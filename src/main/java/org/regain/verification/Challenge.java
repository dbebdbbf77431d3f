package org.regain.verification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a flow asks, and awaits the answer to. Only the newest of a flow is live.
///
/// @param contact the address a code was sent to; null in a decoy, and where nothing is sent
/// @param contactVersion as the address stood when the code was sent
/// @param nonce what a passkey has to sign, 32 bytes; null where no passkey is asked for
/// @param answersLeft how many answers will still be judged
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one verification.
public record Challenge(
        UUID id,
        Method method,
        @Nullable UUID contact,
        int contactVersion,
        byte @Nullable [] nonce,
        int answersLeft,
        Instant expiresAt) {

    public Challenge spendAnswer() {
        return new Challenge(id, method, contact, contactVersion, nonce, answersLeft - 1, expiresAt);
    }

    /// Whether an answer would be judged now.
    public boolean open(Instant now) {
        return answersLeft > 0 && now.isBefore(expiresAt);
    }
}
