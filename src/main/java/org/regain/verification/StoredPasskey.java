package org.regain.verification;

import java.util.UUID;
import org.regain.account.AccountId;

/// What is known of a passkey since it was made ([Created.Key]).
///
/// @param authenticator its row
/// @param signCount as of its last use
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StoredPasskey(
        UUID authenticator,
        AccountId account,
        byte[] credentialId,
        byte[] publicKey,
        long signCount,
        boolean backupEligible) {

    /// As one that is kept on one device and one that is not are told apart, the other of the two.
    StoredPasskey withOtherBackup() {
        return new StoredPasskey(authenticator, account, credentialId, publicKey, signCount, !backupEligible);
    }
}
