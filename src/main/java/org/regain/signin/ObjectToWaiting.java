package org.regain.signin;

import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.sessions.SignInRef;
import org.regain.verification.Waitings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "This wasn't me", said of a waiting by somebody who is signed in: it ends, and the account freezes as it does by the
/// link in a notice. Any session may, however old its proofs: it can only lower access.
@Service
class ObjectToWaiting {

    private final Waitings waitings;
    private final Notices notices;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    ObjectToWaiting(Waitings waitings, Notices notices, AuditLog audit, TransactionTemplate transaction) {
        this.waitings = waitings;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Does nothing where nobody waits any more.
    void object(AccountId account, SignInRef signIn, Origin origin) {
        transaction.executeWithoutResult(_ -> {
            if (waitings.object(signIn.flow(), signIn.keyHash())) {
                notices.tell(account, NoticeKind.ACCOUNT_FROZEN);
                audit.append(new AuditEvent.NotMe(account), origin);
            }
        });
    }
}
