package org.regain.signin;

import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.flow.FlowHandle;

/// Somebody has typed the password they had in another system, for an account that nobody has claimed yet.
///
/// @param authEpoch the account's when the password was looked up, which must still be its epoch
/// @param nameMac of the name as typed
/// @param flow of the claim that is to be opened in this browser
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one statement.
public record FirstSignIn(
        AccountId account, int authEpoch, byte[] nameMac, FlowHandle flow, Language language, Origin origin) {}
