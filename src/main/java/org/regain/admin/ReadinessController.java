package org.regain.admin;

import java.util.List;
import org.regain.web.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Who could get back in by themselves, how that went over time, and a reminder to those who could not.
@Controller
class ReadinessController {

    private static final String READINESS = ConsoleGate.PLACE + "/readiness";
    private static final int DAYS = 90;

    private final ReadinessNumbers numbers;

    ReadinessController(ReadinessNumbers numbers) {
        this.numbers = numbers;
    }

    @GetMapping(READINESS)
    String show(AdminVisit visit) {
        fill(visit);
        return visit.page("readiness", "readiness");
    }

    @PostMapping(READINESS + "/remind")
    String remind(AdminVisit visit) {
        return switch (numbers.remind(visit.by())) {
            case DONE -> visit.done("READINESS_REMINDED", READINESS);
            case STALE -> visit.confirm(READINESS);
            case UNCHANGED, NONE, SELF, NOT_ALLOWED, LAST_ADMIN -> {
                fill(visit);
                yield visit.refuse(Refusal.of("refusal.numbers.nobody"), "readiness", "readiness");
            }
        };
    }

    private void fill(AdminVisit visit) {
        var organisation = visit.administrator().organisation();
        var model = visit.model();
        var today = numbers.today(organisation);
        model.addAttribute("today", today.counts());
        model.addAttribute("states", List.of("READY", "AT_RISK", "NOT_READY", "UNCLAIMED"));
        model.addAttribute("remindable", today.remindable());
        model.addAttribute("chart", Chart.of(numbers.lately(organisation, DAYS)));
    }
}
