package org.regain.registration;

import java.util.List;
import org.regain.password.PasswordRefusal;
import org.regain.registration.ClaimFlow.Choosing;
import org.regain.registration.FinishClaim.Finish;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Choose your password", and the end of a claim.
@Controller
class ClaimPasswordController {

    private final FinishClaim finishClaim;

    ClaimPasswordController(FinishClaim finishClaim) {
        this.finishClaim = finishClaim;
    }

    record NewPasswordForm(int at, String newPassword, String confirmation) {

        @Override
        public String toString() {
            return "NewPasswordForm[redacted]";
        }
    }

    @GetMapping("/claim/password")
    String ask(ClaimVisit visit) {
        return visit.open("/claim/password");
    }

    @PostMapping("/claim/password")
    String choose(NewPasswordForm form, ClaimVisit visit) {
        return visit.step(Choosing.class, form.at(), (flow, key) -> {
            if (!form.newPassword().equals(form.confirmation())) {
                var differ = Refusal.of("refusal.passwords.differ").on("confirmation");
                return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, differ);
            }
            return Password.of(form.newPassword())
                    .map(password -> finish(visit, flow, key, password))
                    .orElseGet(() -> unfit(visit, flow, List.of(PasswordRefusal.ofUnreadable(form.newPassword()))));
        });
    }

    @GetMapping("/claim/done")
    String done(ClaimVisit visit) {
        return visit.open("/claim/done");
    }

    private String finish(ClaimVisit visit, Choosing flow, Token key, Password password) {
        return switch (finishClaim.finish(flow, key, password, visit.origin())) {
            case Finish.Unfit(var reasons) -> unfit(visit, flow, reasons);
            // Shown this once, in the answer itself: they are kept nowhere that a later page could read them from.
            case Finish.Done(var codes) -> {
                var texts = codes.stream().map(SavedCode::text).toList();
                yield visit.show(new ClaimFlow.Claimed(), HttpStatus.OK, "savedCodes", texts);
            }
            case Finish.Over() -> visit.over();
        };
    }

    private static String unfit(ClaimVisit visit, Choosing flow, List<PasswordRefusal> reasons) {
        return visit.show(flow, HttpStatus.UNPROCESSABLE_CONTENT, "refusals", reasons);
    }
}
