package org.regain.account;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account as its own holder may see it.
///
/// @param userName the name beside the address, where there is one
/// @param secondFactor an authenticator stands beside the password, and is asked for at every sign-in
/// @param lengthAlone code points that a password takes which opens the account by itself, as the organisation chose
/// @param lengthWithFactor code points that one takes which never does
/// @param contacts the addresses and numbers that are not removed, oldest first
public record Account(
        AccountId id,
        OrganisationId organisation,
        String organisationName,
        State state,
        Language language,
        @Nullable String userName,
        Set<Role> roles,
        boolean secondFactor,
        int lengthAlone,
        int lengthWithFactor,
        List<Contact> contacts) {

    public enum State {
        /// Made by an invitation; nobody has a password for it yet.
        UNCLAIMED,
        ACTIVE,
        /// Stopped by the organisation. Recovery never lifts this.
        SUSPENDED,
        /// Taken away by the organisation, for thirty days so that it can be undone. Nobody finds it by its names.
        DELETED
    }

    /// What to call this person on a page of their own: the first e-mail address, which everybody has.
    public String email() {
        return contacts(Contact.Kind.EMAIL).getFirst().address();
    }

    /// By which name they sign in, for password managers and apps: the user name, or else the first e-mail address.
    public String signInName() {
        return userName == null ? email() : userName;
    }

    /// Those of one kind, confirmed or not, oldest first.
    public List<Contact> contacts(Contact.Kind kind) {
        return contacts.stream().filter(contact -> contact.kind() == kind).toList();
    }

    /// Of every kind, oldest first.
    public List<Contact> confirmedContacts() {
        return contacts.stream().filter(Contact::confirmed).toList();
    }

    /// Those of one kind that may be written to, oldest first.
    public List<Contact> confirmed(Contact.Kind kind) {
        return contacts(kind).stream().filter(Contact::confirmed).toList();
    }
}
