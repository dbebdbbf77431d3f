package org.regain.invite;

import org.regain.account.AccountId;

/// What came of an invitation. An account that exists is never touched by one.
public sealed interface Invited {

    record Created(AccountId account) implements Invited {}

    /// The address or the user name belongs to an account already, or did once.
    record NameTaken() implements Invited {}

    /// The user name looks like one that exists (UTS #39), so people could be deceived by it.
    record LooksAlike() implements Invited {}

    /// A role was to be given, and there is a global administrator: only they give roles, in the console.
    record NotAllowed() implements Invited {}
}
