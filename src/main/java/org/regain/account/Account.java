package org.regain.account;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account as its own holder may see it.
///
/// @param userName the name beside the address, where there is one
/// @param contacts the addresses that are not removed, oldest first
public record Account(
        AccountId id,
        OrganisationId organisation,
        String organisationName,
        State state,
        Language language,
        @Nullable String userName,
        Set<Role> roles,
        List<Contact> contacts) {

    public enum State {
        /// Made by an invitation; nobody has a password for it yet.
        UNCLAIMED,
        ACTIVE,
        /// Stopped by the organisation. Recovery never lifts this.
        SUSPENDED
    }

    /// What to call this person on a page of their own: the first address, which everybody has.
    public String email() {
        return contacts.getFirst().address();
    }

    public List<Contact> confirmedContacts() {
        return contacts.stream().filter(Contact::confirmed).toList();
    }
}
