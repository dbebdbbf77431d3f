package org.regain.admin;

/// What an administrator changes about somebody's access, named as in the audit. Each lowers it, or gives back what was
/// taken; none makes, changes or shows a credential.
enum Standing {
    /// Nobody signs in to the account, and no recovery lifts that.
    SUSPENDED,
    SUSPENSION_LIFTED,
    /// Everything that was opened with the account is closed. Its holder signs in again as ever.
    SESSIONS_ENDED,
    /// The password opens nothing any more: its holder proves who they are and chooses another.
    NEW_PASSWORD_REQUIRED,
    /// For thirty days it can be undone. The names are nobody's ever after.
    ACCOUNT_DELETED,
    ACCOUNT_RESTORED
}
