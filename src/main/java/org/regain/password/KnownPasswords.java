package org.regain.password;

import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody knows the password of an account and got nothing by it, because the account is stopped or needs a new one. Whoever
/// they are, that is written down each time, and told to every mailbox once a day: nothing else would ever show that it is known.
@Component
public class KnownPasswords {

    private final Passwords passwords;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    KnownPasswords(Passwords passwords, AuditLog audit, TransactionTemplate transaction) {
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Where it was typed, or why it opened nothing.
    public enum Where {
        SUSPENDED,
        DELETED,
        /// Only a recovery with a new password leads on.
        COMPROMISED,
        /// A directory keeps it and asks for another one before anything else.
        EXPIRED,
        /// It was changed, or the account stopped, while it was looked at.
        OVERTAKEN,
        /// At the end of a recovery.
        RECOVERY,
        /// When a new password was to be chosen by it.
        CHANGE
    }

    /// To be called outside any transaction that may be rolled back.
    public void openedNothing(AccountId account, Where where, Origin origin) {
        transaction.executeWithoutResult(_ -> {
            audit.append(new AuditEvent.RefusedThoughRight(account, where.name()), origin);
            passwords.tellThatItIsKnown(account);
        });
    }
}
