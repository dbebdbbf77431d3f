package org.regain.delivery;

/// What an account's holder is told afterwards, at every confirmed address.
///
/// Source: NIST SP 800-63B-4 §§ 4.2.3, 4.6; OWASP ASVS 5.0 §§ 6.3.5, 6.3.7.
public enum NoticeKind {
    /// A recovery ended with a new password.
    PASSWORD_RESET,
    /// Somebody signed in chose a new password.
    PASSWORD_CHANGED,
    /// A recovery ended with the old password and without the lock.
    ACCOUNT_UNLOCKED,
    /// Too many wrong passwords.
    ACCOUNT_LOCKED,
    /// A first proof was given, and more are needed.
    RECOVERY_STARTED_PARTLY,
    /// "This wasn't me" was pressed.
    ACCOUNT_FROZEN,
    /// A new account got its holder and its first password.
    ACCOUNT_CLAIMED,
    /// Somebody tried to claim an account that has its holder.
    ALREADY_CLAIMED
}
