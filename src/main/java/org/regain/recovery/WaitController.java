package org.regain.recovery;

import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.secret.Token;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// "Wait instead", after a first proof.
@Controller
class WaitController {

    private final WaitInstead waiting;

    WaitController(WaitInstead waiting) {
        this.waiting = waiting;
    }

    @PostMapping("/recover/wait")
    String ask(StepForm form, Visit visit) {
        return visit.step(
                Opened.class, form.at(), (flow, key) -> flow.mayWait() ? ask(visit, flow, key) : refuse(visit, flow));
    }

    private String ask(Visit visit, Opened flow, Token key) {
        var account = flow.head().account();
        if (account == null) {
            return refuse(visit, flow);
        }
        return switch (waiting.ask(flow, account, key)) {
            case ASKED, WAITS -> visit.go(flow.waitInstead());
            case SUSPENDED -> visit.show(new Ended(flow.head(), EndReason.SUSPENDED), HttpStatus.GONE, "at", 0);
            case NOT_PROVEN -> refuse(visit, flow);
            case GONE -> visit.stale();
        };
    }

    private static String refuse(Visit visit, Opened flow) {
        return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.wait"));
    }
}
