package org.regain.recovery;

import org.regain.web.Exchange;
import org.regain.web.SecretCookie;
import org.regain.web.VisitArgument;
import org.springframework.stereotype.Component;

/// Hands each recovery page its [Visit]: one look at the cookie, one at the database.
@Component
class VisitResolver extends VisitArgument<Visit> {

    private final RecoveryFlows flows;
    private final Screens screens;

    VisitResolver(RecoveryFlows flows, Screens screens) {
        super(Visit.class);
        this.flows = flows;
        this.screens = screens;
    }

    @Override
    protected Visit visit(Exchange exchange) {
        var key = SecretCookie.RECOVERY.read(exchange.request()).orElse(null);
        var flow = key == null ? null : flows.find(key).orElse(null);
        return new Visit(key, flow, exchange, screens);
    }
}
