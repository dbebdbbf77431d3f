package org.regain.claim;

import org.jspecify.annotations.Nullable;
import org.regain.flow.FlowVisit;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of somebody claiming an account: the claim their cookie leads to.
final class ClaimVisit extends FlowVisit<ClaimFlow> {

    private final ClaimFlow flow;
    private final ClaimScreens screens;

    ClaimVisit(@Nullable Token key, ClaimFlow flow, Exchange exchange, ClaimScreens screens) {
        super(SecretCookie.CLAIM, key, flow, exchange);
        this.flow = flow;
        this.screens = screens;
    }

    @Override
    protected String page(ClaimFlow now) {
        return screens.show(exchange().model(), now);
    }

    /// The page at `path`, or where the claim stands instead.
    String open(String path) {
        var here = ClaimScreens.path(flow);
        return here.equals(path) ? page(flow) : "redirect:" + here;
    }

    @Override
    public String stale() {
        return switch (flow) {
            case ClaimFlow.Claimed() -> "redirect:/claim/done";
            case ClaimFlow.Over() -> over();
            case ClaimFlow _ -> refuse(flow, HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
        };
    }

    /// The claim cannot go on in this browser: the link has to be opened again.
    String over() {
        return refuse(new ClaimFlow.Over(), HttpStatus.GONE, Refusal.of("refusal.claim.over"));
    }
}
