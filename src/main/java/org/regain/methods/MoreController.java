package org.regain.methods;

import java.util.List;
import org.regain.readiness.Holdings;
import org.regain.readiness.Owned;
import org.regain.readiness.Readiness;
import org.regain.verification.Method;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// "One more way, in case you lose this device": after claiming, and after each sign-in of people who fall short of what
/// their account asks for.
@Controller
class MoreController {

    static final String PATH = "/account/more";

    private final Holdings holdings;

    MoreController(Holdings holdings) {
        this.holdings = holdings;
    }

    @GetMapping(PATH)
    String show(MethodsVisit visit) {
        var owned = holdings.of(visit.account());
        var readiness = holdings.readiness(owned);
        visit.model().addAttribute("readiness", readiness);
        visit.model().addAttribute("ways", ways(owned));
        visit.model().addAttribute("mayLeave", readiness.state() != Readiness.State.NOT_READY);
        return "methods/more";
    }

    /// What a person can add on the spot and that is not the mailbox they have.
    private List<Method> ways(Owned owned) {
        return holdings.usable().stream()
                .filter(way -> way.secondFactor() || (way == Method.SAVED_CODE && owned.codesLeft() == 0))
                .toList();
    }
}
