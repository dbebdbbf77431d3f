package org.regain.flow;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.secret.Token;

/// What a flow is opened with.
///
/// @param account null: a decoy, or a claim, which becomes somebody's by its link
/// @param nameMac MAC of the name as typed, or of what stands for it
/// @param device the secret by which this browser may be known to the account
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one insert.
public record NewFlow(
        Purpose purpose,
        FlowHandle handle,
        @Nullable AccountId account,
        byte[] nameMac,
        @Nullable Token device,
        String language,
        Origin origin) {}
