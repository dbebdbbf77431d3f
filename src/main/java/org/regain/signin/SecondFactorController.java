package org.regain.signin;

import org.regain.signin.PendingSignIn.Asked;
import org.regain.signin.PendingSignIn.Choosing;
import org.regain.web.MethodForm;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Verify it's you": the list of what may stand beside the password, and the choice among it.
@Controller
class SecondFactorController {

    private static final String HERE = "redirect:/sign-in/verify";

    private final SecondFactors methods;
    private final AskForSecondFactor askForSecondFactor;

    SecondFactorController(SecondFactors methods, AskForSecondFactor askForSecondFactor) {
        this.methods = methods;
        this.askForSecondFactor = askForSecondFactor;
    }

    @GetMapping("/sign-in/verify")
    String ask(PendingVisit visit) {
        return visit.open();
    }

    @PostMapping("/sign-in/verify/method")
    String choose(MethodForm form, PendingVisit visit) {
        return visit.step(
                Choosing.class,
                form.at(),
                (flow, _) -> methods.of(flow.account()).stream()
                        .filter(it -> it.name().equals(form.method()))
                        .findFirst()
                        .map(method -> askForSecondFactor.ask(flow, method) ? HERE : visit.stale())
                        .orElseGet(() -> visit.refuse(
                                flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.method.unknown"))));
    }

    @PostMapping("/sign-in/verify/other")
    String other(StepForm form, PendingVisit visit) {
        return visit.step(
                Asked.class, form.at(), (flow, _) -> askForSecondFactor.withdraw(flow) ? HERE : visit.stale());
    }

    /// Works from a stale page too: who leaves does not care where the sign-in stands.
    @PostMapping("/sign-in/verify/leave")
    String leave(PendingVisit visit) {
        visit.key().ifPresent(askForSecondFactor::leave);
        return visit.left();
    }
}
