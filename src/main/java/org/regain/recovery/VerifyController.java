package org.regain.recovery;

import java.time.Clock;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.SendCode.Sending;
import org.regain.verification.Method;
import org.regain.web.MethodForm;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Verification step 1": the list of methods, and the choice among them.
@Controller
class VerifyController {

    private final SendCode sendCode;
    private final AskForProof askForProof;
    private final UseAnotherMethod useAnotherMethod;
    private final OfferedMethods offered;
    private final Clock clock;

    VerifyController(
            SendCode sendCode,
            AskForProof askForProof,
            UseAnotherMethod useAnotherMethod,
            OfferedMethods offered,
            Clock clock) {
        this.sendCode = sendCode;
        this.askForProof = askForProof;
        this.useAnotherMethod = useAnotherMethod;
        this.offered = offered;
        this.clock = clock;
    }

    @GetMapping("/recover/verify")
    String list(Visit visit) {
        return visit.open("/recover/verify");
    }

    @PostMapping("/recover/verify/method")
    String choose(MethodForm form, Visit visit) {
        return visit.step(Opened.class, form.at(), (flow, _) -> {
            var method = offered.to(flow).stream()
                    .filter(it -> it.name().equals(form.method()))
                    .findFirst();
            if (method.isEmpty()) {
                return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.method.unknown"));
            }
            if (method.get().sent()) {
                return send(visit, flow, method.get(), SendCode.To.SAME);
            }
            return askForProof.ask(flow, method.get(), visit.origin()) ? "redirect:/recover/verify" : visit.stale();
        });
    }

    @PostMapping("/recover/verify/again")
    String again(StepForm form, Visit visit) {
        return visit.step(Challenged.class, form.at(), (flow, _) -> again(visit, flow, SendCode.To.SAME));
    }

    /// To the next of their addresses (or numbers), for people who have lost the first. Nothing says whether there is one.
    @PostMapping("/recover/verify/elsewhere")
    String elsewhere(StepForm form, Visit visit) {
        return visit.step(Challenged.class, form.at(), (flow, _) -> again(visit, flow, SendCode.To.NEXT));
    }

    @PostMapping("/recover/verify/other")
    String other(StepForm form, Visit visit) {
        return visit.step(
                Challenged.class,
                form.at(),
                (flow, _) -> useAnotherMethod.withdraw(flow) ? "redirect:/recover/verify" : visit.stale());
    }

    private String again(Visit visit, Challenged flow, SendCode.To to) {
        var method = flow.challenge().method();
        return method.sent() ? send(visit, flow, method, to) : visit.stale();
    }

    private String send(Visit visit, RecoveryFlow flow, Method method, SendCode.To to) {
        return switch (sendCode.send(flow, method, to, visit.origin())) {
            case Sending.Asked() -> "redirect:/recover/verify";
            case Sending.Stale() -> visit.stale();
            case Sending.Limited(var until) ->
                visit.refuse(
                        flow,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.untilOrFrom("refusal.send.limit", "refusal.send.day.name", clock.instant(), until));
        };
    }
}
