package org.regain.claim;

import java.util.List;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.claim.FinishClaim.Finish;
import org.regain.directory.DirectoryAway;
import org.regain.password.NewPasswordForm;
import org.regain.password.PasswordRefusal;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Choose your password", and the end of a claim.
@Controller
class ClaimPasswordController {

    private final FinishClaim finishClaim;
    private final ClaimEnd end;
    private final Tally tally;

    ClaimPasswordController(FinishClaim finishClaim, ClaimEnd end, Tally tally) {
        this.finishClaim = finishClaim;
        this.end = end;
        this.tally = tally;
    }

    @GetMapping("/claim/password")
    String ask(ClaimVisit visit) {
        return visit.open("/claim/password");
    }

    @PostMapping("/claim/password")
    String choose(NewPasswordForm form, ClaimVisit visit) {
        return visit.step(Choosing.class, form.at(), (flow, key) -> {
            if (!finishClaim.keepsTheOneThere(flow) && form.differs()) {
                return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, NewPasswordForm.DIFFER);
            }
            return Password.of(form.newPassword())
                    .map(password -> finish(visit, flow, key, password))
                    .orElseGet(() -> unfit(visit, flow, form.unreadable()));
        });
    }

    private String finish(ClaimVisit visit, Choosing flow, Token key, Password password) {
        try {
            return switch (tally.flow(Tally.Kind.CLAIM, Tally.Step.FINISH, finishClaim.finish(flow, key, password))) {
                case Finish.Unfit(var reasons) -> unfit(visit, flow, reasons);
                case Finish.Wrong() ->
                    visit.refuse(
                            flow,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            Refusal.of("refusal.directory.wrong").on("newPassword"));
                case Finish.NotJudged(boolean locked) ->
                    visit.refuse(
                            flow,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            Refusal.of(locked ? "refusal.directory.still-locked" : "refusal.directory.turned-away")
                                    .on("newPassword"));
                case Finish.Done(var codes) -> end.show(visit, flow, key, codes);
                case Finish.Over() -> visit.over();
            };
        } catch (DirectoryAway away) {
            return visit.refuse(flow, HttpStatus.SERVICE_UNAVAILABLE, Refusal.of("refusal.directory.away"));
        }
    }

    @GetMapping("/claim/done")
    String done(ClaimVisit visit) {
        return visit.open("/claim/done");
    }

    private static String unfit(ClaimVisit visit, Choosing flow, List<PasswordRefusal> reasons) {
        return visit.show(flow, HttpStatus.UNPROCESSABLE_CONTENT, "refusals", reasons);
    }
}
