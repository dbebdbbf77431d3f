package org.regain.recovery;

import java.util.List;
import org.regain.account.AccountId;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.secret.SavedCode;
import org.regain.verification.Method;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Component;

/// What belongs to every ending of a recovery, inside its transaction: the used saved code is replaced, every address is
/// told. The audit event, the database appends itself.
@Component
class Afterwards {

    private final SavedCodes savedCodes;
    private final Notices notices;

    Afterwards(SavedCodes savedCodes, Notices notices) {
        this.savedCodes = savedCodes;
        this.notices = notices;
    }

    /// One new code for the one that was used (NIST SP 800-63B-4 § 4.2.1.1); none where none was.
    List<SavedCode> replacementsFor(RecoveryFlow flow) {
        return savedCodes.generate(flow.head().proven().by(Method.SAVED_CODE) ? 1 : 0);
    }

    byte[][] macs(AccountId account, List<SavedCode> codes) {
        return savedCodes.macs(account, codes);
    }

    void tell(RecoveryFlow.Applying flow, NoticeKind kind) {
        notices.tell(flow.account(), kind);
    }
}
