package org.regain.claim;

import org.regain.web.Exchange;
import org.regain.web.SecretCookie;
import org.regain.web.VisitArgument;
import org.springframework.stereotype.Component;

/// Hands each claim page its [ClaimVisit].
@Component
class ClaimVisitResolver extends VisitArgument<ClaimVisit> {

    private final ClaimFlows flows;
    private final ClaimScreens screens;

    ClaimVisitResolver(ClaimFlows flows, ClaimScreens screens) {
        super(ClaimVisit.class);
        this.flows = flows;
        this.screens = screens;
    }

    @Override
    protected ClaimVisit visit(Exchange exchange) {
        var key = SecretCookie.CLAIM.read(exchange.request()).orElse(null);
        var flow = key == null ? new ClaimFlow.Over() : flows.find(key).orElse(new ClaimFlow.Over());
        return new ClaimVisit(key, flow, exchange, screens);
    }
}
