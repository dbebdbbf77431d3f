package org.regain.password;

import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.Token;

/// A change of password by its owner, who knows the old one.
///
/// @param flow names the change; the password version refers to it
/// @param key a handle nobody ever gets: the change is over in the statement that makes it
/// @param account whose
/// @param authEpoch the epoch of the session it is made in, which must still be the account's
/// @param version the password that was typed, which must still be the current one
/// @param keepSession id of the one session that goes on
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one statement.
public record PasswordChange(
        UUID flow,
        Token key,
        byte[] nameMac,
        AccountId account,
        int authEpoch,
        int version,
        String keepSession,
        String language,
        String source,
        String browser) {}
