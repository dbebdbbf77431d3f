package org.regain.admin;

import org.regain.sessions.Acting;
import org.regain.web.Exchange;
import org.regain.web.VisitArgument;
import org.springframework.stereotype.Component;

/// Hands each page of the console its [AdminVisit]. [ConsoleGate] has been passed before.
@Component
class AdminVisitResolver extends VisitArgument<AdminVisit> {

    AdminVisitResolver() {
        super(AdminVisit.class);
    }

    @Override
    protected AdminVisit visit(Exchange exchange) {
        var request = exchange.request();
        return new AdminVisit(ConsoleGate.administrator(request), Acting.of(request), exchange);
    }
}
