package org.regain.account;

import java.util.List;
import java.util.Optional;

/// Finds accounts. Nothing here changes one: see `invite` and `claim` for how they come to be.
public interface Accounts {

    /// The account that a typed name belongs to; retired names belong to nobody.
    Optional<AccountId> named(NameKey name);

    /// The account with its names and addresses.
    Optional<Account> find(AccountId id);

    /// The addresses of an account that are not removed, oldest first; none for nobody.
    List<Contact> contacts(AccountId id);

    /// Keeps the language a signed-in person has chosen.
    void speak(AccountId id, Language language);
}
