package org.regain.signin;

import org.regain.web.Exchange;
import org.regain.web.SecretCookie;
import org.regain.web.VisitArgument;
import org.springframework.stereotype.Component;

/// Hands each page of a pending sign-in its [PendingVisit].
@Component
class PendingVisitResolver extends VisitArgument<PendingVisit> {

    private final SignInFlows flows;
    private final PendingScreens screens;

    PendingVisitResolver(SignInFlows flows, PendingScreens screens) {
        super(PendingVisit.class);
        this.flows = flows;
        this.screens = screens;
    }

    @Override
    protected PendingVisit visit(Exchange exchange) {
        var key = SecretCookie.SIGN_IN.read(exchange.request()).orElse(null);
        var flow = key == null ? new PendingSignIn.Over() : flows.find(key);
        return new PendingVisit(key, flow, exchange, screens);
    }
}
