package org.regain.admin;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Whether mails and texts arrive: what waits, what was taken and what was refused, by channel, domain and country.
@Controller
@GlobalAdministrators
class DeliveryController {

    private static final int DAYS = 30;
    private static final int PLACES = 50;

    private final DeliveryNumbers numbers;
    private final Clock clock;

    DeliveryController(DeliveryNumbers numbers, Clock clock) {
        this.numbers = numbers;
        this.clock = clock;
    }

    @GetMapping(ConsoleGate.PLACE + "/delivery")
    String show(AdminVisit visit) {
        var days = Days.last(visit.administrator().organisation(), DAYS, clock);
        var model = visit.model();
        model.addAttribute("waiting", numbers.waiting());
        model.addAttribute(
                "portals", numbers.portals(visit.administrator().organisation().value()));
        model.addAttribute("places", numbers.places(days, PLACES));
        model.addAttribute("chart", Chart.of(numbers.perDay(days)));
        return visit.page("delivery", "delivery");
    }
}
