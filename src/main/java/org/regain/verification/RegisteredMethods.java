package org.regain.verification;

import java.util.OptionalInt;
import java.util.Set;
import org.regain.account.AccountId;

/// By what an account's holder could prove who they are.
public interface RegisteredMethods {

    /// The methods that are confirmed and not removed, whether they serve by themselves already or not. For nobody's eyes
    /// but people who have proven one of them, or are signed in.
    Set<Method> of(AccountId account);

    /// Those of them that may stand beside a password: nothing that is sent, and nothing that a reset has set aside. For
    /// people who have typed the password.
    Set<Method> besidePassword(AccountId account);

    /// How many saved codes an account's holder has not used yet; empty where they have none to use or to replace. For the
    /// same eyes.
    OptionalInt savedCodesLeft(AccountId account);
}
