package org.regain.registration;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// "One more way, in case you lose this device": after claiming, and after each sign-in of people who fall short of what
/// their account asks for.
@Controller
class MoreController {

    static final String PATH = "/account/more";

    private final OwnMethods methods;
    private final MethodsPage page;

    MoreController(OwnMethods methods, MethodsPage page) {
        this.methods = methods;
        this.page = page;
    }

    @GetMapping(PATH)
    String show(MethodsVisit visit) {
        var owned = methods.of(visit.account());
        var readiness = page.readiness(owned);
        visit.model().addAttribute("readiness", readiness);
        visit.model().addAttribute("ways", ways(owned));
        visit.model().addAttribute("mayLeave", readiness.state() != Readiness.State.NOT_READY);
        return "registration/more";
    }

    /// What a person can add on the spot and that is not the mailbox they have.
    private List<Way> ways(Owned owned) {
        return page.usable().stream()
                .filter(way -> way.secondFactor() || (way == Way.SAVED_CODE && owned.codesLeft() == 0))
                .toList();
    }
}
