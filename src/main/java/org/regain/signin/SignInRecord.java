package org.regain.signin;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.password.PasswordHasher;
import org.regain.password.Passwords;
import org.regain.secret.Password;
import org.regain.signin.SignInAttempts.Candidate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What a sign-in leaves behind: the audit event, a notice when it locked the account, a hash under today's parameters.
@Component
class SignInRecord {

    private final AuditLog audit;
    private final Notices notices;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final TransactionTemplate transaction;

    SignInRecord(
            AuditLog audit,
            Notices notices,
            Passwords passwords,
            PasswordHasher hasher,
            TransactionTemplate transaction) {
        this.audit = audit;
        this.notices = notices;
        this.passwords = passwords;
        this.hasher = hasher;
        this.transaction = transaction;
    }

    void signedIn(Candidate candidate, Password password, Origin origin) {
        audit.append(new AuditEvent.SignedIn(candidate.account()), origin);
        renew(candidate, password);
    }

    /// Half of a sign-in that takes a second factor.
    void passwordRight(Candidate candidate, Password password, Origin origin) {
        audit.append(new AuditEvent.SignInHalfway(candidate.account()), origin);
        renew(candidate, password);
    }

    private void renew(Candidate candidate, Password password) {
        if (hasher.outdated(candidate.password().hash())) {
            passwords.renew(candidate.account(), candidate.password(), hasher.hash(password));
        }
    }

    /// For nobody's name as for somebody's: the same statements, and a decoy in the place of a notice.
    ///
    /// @param locked a counter has just reached its lock
    /// @param told its owner has heard of the lock, under another name: a decoy again
    void refused(@Nullable AccountId account, boolean locked, boolean told, Origin origin) {
        if (!locked) {
            audit.append(new AuditEvent.SignInRefused(account), origin);
            return;
        }
        transaction.executeWithoutResult(_ -> {
            audit.append(new AuditEvent.AccountLocked(account), origin);
            notices.tell(told ? null : account, NoticeKind.ACCOUNT_LOCKED);
        });
    }
}
