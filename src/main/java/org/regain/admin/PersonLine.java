package org.regain.admin;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.Language;
import org.regain.account.Role;
import org.regain.admin.PeopleFilter.Ready;

/// One person in a list.
///
/// @param name the user name; where there is none, the address they sign in with
/// @param signInName the address they sign in with, as the organisation gave it. It is a name, and says nothing of where
///     their codes go
/// @param readiness null for people who have not been looked at yet, or have no account to get back into
/// @param key to go on after
record PersonLine(
        UUID id,
        String name,
        String signInName,
        Account.State state,
        Language language,
        List<Role> roles,
        @Nullable Ready readiness,
        String key) {

    PersonLine {
        roles = List.copyOf(roles);
    }
}
