package org.regain.recovery;

import java.time.Clock;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.SendCode.Sending;
import org.regain.verification.Method;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Verification step 1": the list of methods, and the choice among them.
@Controller
class VerifyController {

    private final SendCode sendCode;
    private final AskSavedCode askSavedCode;
    private final UseAnotherMethod useAnotherMethod;
    private final Clock clock;

    VerifyController(SendCode sendCode, AskSavedCode askSavedCode, UseAnotherMethod useAnotherMethod, Clock clock) {
        this.sendCode = sendCode;
        this.askSavedCode = askSavedCode;
        this.useAnotherMethod = useAnotherMethod;
        this.clock = clock;
    }

    record MethodForm(int at, String method) {}

    record StepForm(int at) {}

    @GetMapping("/recover/verify")
    String list(Visit visit) {
        return visit.open("/recover/verify");
    }

    @PostMapping("/recover/verify/method")
    String choose(MethodForm form, Visit visit) {
        return visit.step(Opened.class, form.at(), (flow, _) -> {
            if (form.method().equals(Method.EMAIL.name()) && flow.offers(Method.EMAIL)) {
                return send(visit, flow);
            }
            if (form.method().equals(Method.SAVED_CODE.name()) && flow.offers(Method.SAVED_CODE)) {
                return askSavedCode.ask(flow, visit.origin()) ? "redirect:/recover/verify" : visit.stale(flow);
            }
            return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.method.unknown"));
        });
    }

    @PostMapping("/recover/verify/again")
    String again(StepForm form, Visit visit) {
        return visit.step(
                Challenged.class,
                form.at(),
                (flow, _) -> flow.challenge().method() == Method.EMAIL ? send(visit, flow) : visit.stale(flow));
    }

    @PostMapping("/recover/verify/other")
    String other(StepForm form, Visit visit) {
        return visit.step(
                Challenged.class,
                form.at(),
                (flow, _) -> useAnotherMethod.withdraw(flow) ? "redirect:/recover/verify" : visit.stale(flow));
    }

    private String send(Visit visit, RecoveryFlow flow) {
        return switch (sendCode.send(flow, visit.origin())) {
            case Sending.Asked() -> "redirect:/recover/verify";
            case Sending.Stale() -> visit.stale(flow);
            case Sending.Limited(var until) ->
                visit.refuse(
                        flow,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.send.limit", clock.instant(), until));
        };
    }
}
