package org.regain.claim;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of somebody claiming an account: the flow their cookie leads to, and the ways to answer. As with a
/// recovery, back, reload and a stale page all end where the claim stands now.
final class ClaimVisit {

    private final @Nullable Token key;
    private final ClaimFlow flow;
    private final Exchange exchange;
    private final ClaimScreens screens;

    ClaimVisit(@Nullable Token key, ClaimFlow flow, Exchange exchange, ClaimScreens screens) {
        this.key = key;
        this.flow = flow;
        this.exchange = exchange;
        this.screens = screens;
    }

    Exchange exchange() {
        return exchange;
    }

    Origin origin() {
        return Origin.of(exchange.request());
    }

    /// The page at `path`, or where the claim stands instead.
    String open(String path) {
        var here = ClaimScreens.path(flow);
        return here.equals(path) ? screens.show(exchange.model(), flow) : "redirect:" + here;
    }

    /// Takes a step from `state` if that is where the claim stands and the form was of this very moment.
    <S extends ClaimFlow> String step(Class<S> state, int at, BiFunction<S, Token, String> step) {
        return key != null && state.isInstance(flow) && flow.step() == at ? step.apply(state.cast(flow), key) : stale();
    }

    /// The page of where the claim stands, saying that what was sent came from an older one.
    String stale() {
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

    String refuse(ClaimFlow now, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return screens.show(exchange.model(), now);
    }

    String show(ClaimFlow now, HttpStatus status, String name, Object value) {
        exchange.response().setStatus(status.value());
        exchange.model().addAttribute(name, value);
        return screens.show(exchange.model(), now);
    }

    /// The browser's handle from now on.
    void handle(Token newKey) {
        SecretCookie.CLAIM.write(exchange.response(), newKey);
    }
}
