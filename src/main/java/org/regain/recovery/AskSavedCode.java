package org.regain.recovery;

import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.verification.Method;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "Use a saved recovery code". Nothing is sent, so nothing limits it but the count of wrong answers.
@Service
class AskSavedCode {

    private final RecoveryFlows flows;
    private final SavedCodes savedCodes;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    AskSavedCode(RecoveryFlows flows, SavedCodes savedCodes, AuditLog audit, TransactionTemplate transaction) {
        this.flows = flows;
        this.savedCodes = savedCodes;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// False when the flow has moved on meanwhile.
    boolean ask(RecoveryFlow.Opened flow, Origin origin) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var head = flow.head();
            if (!flows.save(flow, new RecoveryFlow.Opened(head.next()))) {
                return false;
            }
            savedCodes.ask(head.id());
            audit.append(
                    new AuditEvent.ChallengeSent(head.account(), head.id().value(), Method.SAVED_CODE.name()), origin);
            return true;
        }));
    }
}
