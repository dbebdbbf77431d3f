package org.regain.methods;

import org.regain.sessions.Acting;
import org.regain.web.Exchange;
import org.regain.web.VisitArgument;
import org.springframework.stereotype.Component;

/// Hands each page about one's own methods its [MethodsVisit]. Nobody gets there without being signed in.
@Component
class MethodsVisitResolver extends VisitArgument<MethodsVisit> {

    private final MethodsPage page;

    MethodsVisitResolver(MethodsPage page) {
        super(MethodsVisit.class);
        this.page = page;
    }

    @Override
    protected MethodsVisit visit(Exchange exchange) {
        return new MethodsVisit(Acting.of(exchange.request()), page, exchange);
    }
}
