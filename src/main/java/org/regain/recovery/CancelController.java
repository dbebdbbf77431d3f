package org.regain.recovery;

import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.web.StepForm;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// "Cancel": the flow ends, and a code on its way is worth nothing any more.
@Controller
class CancelController {

    private final RecoveryFlows flows;
    private final AuditLog audit;

    CancelController(RecoveryFlows flows, AuditLog audit) {
        this.flows = flows;
        this.audit = audit;
    }

    @PostMapping("/recover/cancel")
    String cancel(StepForm form, Visit visit) {
        return visit.step(RecoveryFlow.class, form.at(), (flow, _) -> switch (flow) {
            case Opened opened -> end(visit, opened, opened.cancel());
            case Challenged challenged -> end(visit, challenged, challenged.cancel());
            case Verified verified -> end(visit, verified, verified.cancel());
            case Applying _, Completed _, Ended _ -> visit.stale();
        });
    }

    private String end(Visit visit, RecoveryFlow before, Ended after) {
        if (!flows.save(before, after)) {
            return visit.stale();
        }
        var head = after.head();
        audit.append(new AuditEvent.RecoveryCancelled(head.account(), head.id().value()), visit.origin());
        return "redirect:/sign-in";
    }
}
