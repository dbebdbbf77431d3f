package org.regain.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom to bring in. An account is made with no more than this: no method, and nothing that by itself opens it.
///
/// @param email where the claim link goes, and a name to sign in with
/// @param userName another name to sign in with, where wanted
/// @param importedHash what another system kept in place of their password, where they bring one
public record Invitation(
        EmailName email,
        @Nullable UserName userName,
        Set<Role> roles,
        Language language,
        @Nullable String importedHash) {

    public Invitation {
        roles = Set.copyOf(roles);
    }

    public Invitation(EmailName email, @Nullable UserName userName, Set<Role> roles, Language language) {
        this(email, userName, roles, language, null);
    }

    @Override
    public String toString() {
        return "Invitation[" + email.address() + "]";
    }
}
