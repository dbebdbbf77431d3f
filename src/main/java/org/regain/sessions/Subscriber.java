package org.regain.sessions;

import org.regain.account.AccountId;
import org.regain.account.Language;

/// Who is signed in.
///
/// @param authEpoch the account's epoch at sign-in; a session of an older one is over
public record Subscriber(AccountId account, int authEpoch, Language language) {}
