package org.regain.claim;

import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.claim.ClaimFlow.BegunBy;
import org.regain.signin.FirstSignIn;
import org.regain.signin.FirstSignIns;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody came with their password from another system: a claim begins in this browser, and a code goes to the address
/// that was imported. Whoever made the import may know the password; the mailbox is not theirs. After the code another
/// password is chosen, so what was typed is kept nowhere.
@Service
class OpenFirstSignIn implements FirstSignIns {

    private final ClaimFlows flows;
    private final ConfirmAddress confirmAddress;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    OpenFirstSignIn(ClaimFlows flows, ConfirmAddress confirmAddress, AuditLog audit, TransactionTemplate transaction) {
        this.flows = flows;
        this.confirmAddress = confirmAddress;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public boolean open(FirstSignIn by) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!flows.openByPassword(by)) {
                return false;
            }
            audit.append(new AuditEvent.SignInHalfway(by.account()), by.origin());
            confirmAddress.sendCode(by.flow().id(), by.account(), BegunBy.PASSWORD);
            return true;
        }));
    }
}
