package org.regain.recovery;

import java.util.List;
import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.secret.SavedCode;
import org.regain.verification.Method;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Component;

/// What belongs to every ending of a recovery, inside its transaction: the used saved code is replaced, every address is
/// told, the audit event is appended.
@Component
class Afterwards {

    private final SavedCodes savedCodes;
    private final Notices notices;
    private final AuditLog audit;

    Afterwards(SavedCodes savedCodes, Notices notices, AuditLog audit) {
        this.savedCodes = savedCodes;
        this.notices = notices;
        this.audit = audit;
    }

    /// One new code for the one that was used (NIST SP 800-63B-4 § 4.2.1.1); none where none was.
    List<SavedCode> replacementsFor(RecoveryFlow flow) {
        return savedCodes.generate(flow.head().proven().by(Method.SAVED_CODE) ? 1 : 0);
    }

    byte[][] macs(AccountId account, List<SavedCode> codes) {
        return savedCodes.macs(account, codes);
    }

    void tell(RecoveryFlow.Applying flow, NoticeKind kind, AuditEvent event, Origin origin) {
        notices.tell(flow.account(), kind);
        audit.append(event, origin);
    }
}
