package org.regain.methods;

import java.time.Clock;
import org.regain.account.Accounts;
import org.regain.flow.TokenSource;
import org.regain.readiness.Holdings;
import org.regain.secret.SavedCode;
import org.regain.verification.Method;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// "Add a way": the first step of each. It asks for a fresh proof before anybody types or makes anything in vain.
@Controller
class AddMethodController {

    private final MethodsPage page;
    private final Holdings holdings;
    private final BeginTotp beginTotp;
    private final RenewSavedCodes renewSavedCodes;
    private final TokenSource tokens;
    private final Accounts accounts;
    private final Clock clock;

    AddMethodController(
            MethodsPage page,
            Holdings holdings,
            BeginTotp beginTotp,
            RenewSavedCodes renewSavedCodes,
            TokenSource tokens,
            Accounts accounts,
            Clock clock) {
        this.page = page;
        this.holdings = holdings;
        this.beginTotp = beginTotp;
        this.renewSavedCodes = renewSavedCodes;
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param method one of those that the page offers
    record AddForm(Method method) {}

    @PostMapping("/account/methods/add")
    String add(AddForm form, MethodsVisit visit) {
        if (!holdings.usable().contains(form.method())) {
            return visit.refuse(Ruling.NONE);
        }
        if (visit.isStale()) {
            return visit.stale();
        }
        return switch (form.method()) {
            case EMAIL -> "redirect:/account/methods/email";
            case SMS -> "redirect:/account/methods/phone";
            case TOTP -> {
                var ruling = beginTotp.begin(visit.by());
                yield ruling == Ruling.DONE ? "redirect:/account/methods/totp" : visit.refuse(ruling);
            }
            case PASSKEY -> {
                visit.keepChallenge(tokens.passkeyChallenge());
                yield "redirect:/account/methods/passkey";
            }
            case SAVED_CODE -> savedCodes(visit);
        };
    }

    /// Shown this once, in the answer itself: they are kept nowhere that a later page could read them from.
    private String savedCodes(MethodsVisit visit) {
        visit.model().addAttribute("replaced", page.hasCodes(visit.account()));
        var codes = renewSavedCodes.renew(visit.by());
        if (codes == null) {
            return visit.stale();
        }
        var account = accounts.find(visit.account()).orElseThrow();
        visit.model().addAttribute("codes", SavedCode.texts(codes));
        visit.model().addAttribute("service", account.organisationName());
        visit.model().addAttribute("madeAt", clock.instant());
        return "methods/saved-codes";
    }
}
