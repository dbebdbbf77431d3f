package org.regain.recovery;

import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.verification.Method;
import org.regain.verification.UnsentChallenges;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The methods for which nothing is sent: an authenticator app, a passkey, a saved code. Nothing limits the asking but the
/// count of wrong answers.
@Service
class AskForProof {

    private final RecoveryFlows flows;
    private final UnsentChallenges challenges;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    AskForProof(RecoveryFlows flows, UnsentChallenges challenges, AuditLog audit, TransactionTemplate transaction) {
        this.flows = flows;
        this.challenges = challenges;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// False when the flow has moved on meanwhile.
    boolean ask(RecoveryFlow.Opened flow, Method method, Origin origin) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            var head = flow.head();
            if (!flows.save(flow, new RecoveryFlow.Opened(head.next()))) {
                return false;
            }
            challenges.ask(head.id(), method);
            audit.append(new AuditEvent.ChallengeSent(head.account(), head.id().value(), method.name()), origin);
            return true;
        }));
    }
}
