package org.regain.delivery;

/// What an account's holder is told afterwards, at every confirmed address and, where [#texted()], telephone.
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
    /// The right password was typed, and then a second factor that was wrong again and again.
    SECOND_FACTOR_WRONG,
    /// A first proof was given, and more are needed.
    RECOVERY_STARTED_PARTLY,
    /// "This wasn't me" was pressed.
    ACCOUNT_FROZEN,
    /// A new account got its holder and its first password.
    ACCOUNT_CLAIMED,
    /// Somebody tried to claim an account that has its holder.
    ALREADY_CLAIMED,
    /// Somebody signed in added a way to prove who they are.
    METHOD_ADDED,
    /// Somebody signed in removed one.
    METHOD_REMOVED,
    /// Somebody signed in made new saved codes; the older ones are dead.
    SAVED_CODES_RENEWED,
    /// Somebody showed less than a recovery takes, and waits to get in by it.
    WAITING_BEGUN,
    /// They are still waiting, a day later and each day.
    WAITING_RUNS;

    /// Whether telephones are told as well as mailboxes. Not of what a stranger can bring about as often as they like, since
    /// each text costs money and a place in the budget, which codes need; and not of what comes before any telephone.
    public boolean texted() {
        return switch (this) {
            case PASSWORD_RESET,
                    PASSWORD_CHANGED,
                    ACCOUNT_UNLOCKED,
                    SECOND_FACTOR_WRONG,
                    RECOVERY_STARTED_PARTLY,
                    ACCOUNT_FROZEN,
                    METHOD_ADDED,
                    METHOD_REMOVED,
                    SAVED_CODES_RENEWED,
                    WAITING_BEGUN,
                    WAITING_RUNS -> true;
            case ACCOUNT_LOCKED, ACCOUNT_CLAIMED, ALREADY_CLAIMED -> false;
        };
    }
}
