package org.regain.registration;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.EmailName;
import org.regain.account.Language;
import org.regain.account.Role;
import org.regain.account.UserName;

/// Whom to bring in. An account is made with no more than this: no password, no method, nothing anybody but its holder
/// could use.
///
/// @param email where the claim link goes, and a name to sign in with
/// @param userName another name to sign in with, where wanted
public record Invitation(EmailName email, @Nullable UserName userName, Set<Role> roles, Language language) {}
