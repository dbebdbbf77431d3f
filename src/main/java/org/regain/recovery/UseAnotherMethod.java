package org.regain.recovery;

import org.regain.verification.IssuedCodes;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "Use another method": the challenge is withdrawn, and the list is there again. It can neither bring a proof nor take
/// one (CVE-2026-18963 was a way to win one by just this step).
@Service
class UseAnotherMethod {

    private final RecoveryFlows flows;
    private final IssuedCodes codes;
    private final TransactionTemplate transaction;

    UseAnotherMethod(RecoveryFlows flows, IssuedCodes codes, TransactionTemplate transaction) {
        this.flows = flows;
        this.codes = codes;
        this.transaction = transaction;
    }

    /// False when the flow has moved on meanwhile.
    boolean withdraw(RecoveryFlow.Challenged flow) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!flows.save(flow, flow.useAnother())) {
                return false;
            }
            codes.withdraw(flow.head().id());
            return true;
        }));
    }
}
