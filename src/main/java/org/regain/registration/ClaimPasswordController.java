package org.regain.registration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.regain.account.Accounts;
import org.regain.password.NewPasswordForm;
import org.regain.password.PasswordRefusal;
import org.regain.registration.ClaimFlow.Choosing;
import org.regain.registration.FinishClaim.Finish;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Choose your password", and the end of a claim.
@Controller
class ClaimPasswordController {

    private final FinishClaim finishClaim;
    private final ClaimSession session;
    private final Accounts accounts;
    private final Clock clock;

    ClaimPasswordController(FinishClaim finishClaim, ClaimSession session, Accounts accounts, Clock clock) {
        this.finishClaim = finishClaim;
        this.session = session;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/claim/password")
    String ask(ClaimVisit visit) {
        return visit.open("/claim/password");
    }

    @PostMapping("/claim/password")
    String choose(
            NewPasswordForm form,
            ClaimVisit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        return visit.step(Choosing.class, form.at(), (flow, key) -> {
            if (form.differs()) {
                return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, NewPasswordForm.DIFFER);
            }
            return Password.of(form.newPassword())
                    .map(password -> switch (finishClaim.finish(flow, key, password, visit.origin())) {
                        case Finish.Unfit(var reasons) -> unfit(visit, flow, reasons);
                        case Finish.Done(var codes) -> {
                            session.start(flow, key, request, response);
                            yield done(visit, flow, codes, model);
                        }
                        case Finish.Over() -> visit.over();
                    })
                    .orElseGet(() -> unfit(visit, flow, form.unreadable()));
        });
    }

    @GetMapping("/claim/done")
    String done(ClaimVisit visit) {
        return visit.open("/claim/done");
    }

    /// Shown this once, in the answer itself: they are kept nowhere that a later page could read them from.
    private String done(ClaimVisit visit, Choosing flow, List<SavedCode> codes, ModelMap model) {
        var account = accounts.find(flow.account()).orElseThrow();
        model.addAttribute("service", account.organisationName());
        model.addAttribute("madeAt", clock.instant());
        return visit.show(new ClaimFlow.Claimed(), HttpStatus.OK, "savedCodes", SavedCode.texts(codes));
    }

    private static String unfit(ClaimVisit visit, Choosing flow, List<PasswordRefusal> reasons) {
        return visit.show(flow, HttpStatus.UNPROCESSABLE_CONTENT, "refusals", reasons);
    }
}
