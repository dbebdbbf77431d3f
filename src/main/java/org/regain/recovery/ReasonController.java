package org.regain.recovery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Why are you having trouble signing in?"
@Controller
class ReasonController {

    private final RecoveryFlows flows;

    ReasonController(RecoveryFlows flows) {
        this.flows = flows;
    }

    /// @param reason null where neither was chosen: a browser then sends no such field
    record ReasonForm(int at, @Nullable String reason) {}

    @GetMapping("/recover/reason")
    String ask(Visit visit) {
        return visit.open("/recover/reason");
    }

    @PostMapping("/recover/reason")
    String choose(ReasonForm form, Visit visit) {
        return visit.step(Opened.class, form.at(), (flow, _) -> {
            if (flow.head().aim() != null) {
                return visit.stale();
            }
            return switch (Objects.requireNonNullElse(form.reason(), "")) {
                case "FORGOTTEN" -> aim(visit, flow, Aim.RESET);
                case "KNOWN" -> aim(visit, flow, Aim.UNLOCK);
                case String _ ->
                    visit.refuse(
                            flow,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            Refusal.of("refusal.reason.empty").on("reason"));
            };
        });
    }

    private String aim(Visit visit, Opened flow, Aim aim) {
        var after = flow.aim(aim);
        return flows.save(flow, after) ? visit.go(after) : visit.stale();
    }
}
