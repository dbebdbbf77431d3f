package org.regain.methods;

import org.regain.sessions.Subscriber;
import org.regain.web.Exchange;
import org.regain.web.VisitArgument;
import org.springframework.security.core.Authentication;
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
        if (exchange.request().getUserPrincipal() instanceof Authentication signedIn
                && signedIn.getPrincipal() instanceof Subscriber who) {
            return new MethodsVisit(who, page, exchange);
        }
        throw new IllegalStateException("A page of somebody signed in was open to everybody");
    }
}
