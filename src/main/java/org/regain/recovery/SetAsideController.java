package org.regain.recovery;

import java.util.UUID;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.SetAsideMethods.Word;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// What the last page of a reset asks of each method that was added of late: is it yours?
@Controller
class SetAsideController {

    private final JudgeMethod judgeMethod;

    SetAsideController(JudgeMethod judgeMethod) {
        this.judgeMethod = judgeMethod;
    }

    /// @param id of the method; of any saved code, for all of them
    record SetAsideForm(int at, UUID id) {}

    @PostMapping("/recover/done/keep")
    String keep(SetAsideForm form, Visit visit) {
        return visit.step(
                Completed.class, form.at(), (flow, key) -> on(visit, flow, judgeMethod.keep(flow, key, form.id())));
    }

    @PostMapping("/recover/done/drop")
    String drop(SetAsideForm form, Visit visit) {
        return visit.step(
                Completed.class, form.at(), (flow, key) -> on(visit, flow, judgeMethod.drop(flow, key, form.id())));
    }

    private static String on(Visit visit, Completed flow, Word word) {
        return switch (word) {
            // One that is gone already was dropped in another tab; the page shows what is left.
            case DONE, NONE -> visit.go(flow);
            case STALE -> visit.refuse(flow, HttpStatus.GONE, Refusal.of("refusal.aside.late"));
            case NOT_PROVEN -> visit.refuse(flow, HttpStatus.CONFLICT, Refusal.of("refusal.aside.unproven"));
            case LAST -> visit.refuse(flow, HttpStatus.CONFLICT, Refusal.of("refusal.aside.last"));
        };
    }
}
