package org.regain.recovery;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.verification.FlowId;

/// What a flow is opened with.
///
/// @param key its handle, for the browser that asked and nobody else
/// @param account null: a decoy
/// @param nameMac MAC of the name as typed
/// @param device the secret by which this browser may be known to the account
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one insert.
record NewFlow(
        FlowId id,
        Token key,
        @Nullable AccountId account,
        byte[] nameMac,
        @Nullable Token device,
        String language,
        Origin origin) {}
