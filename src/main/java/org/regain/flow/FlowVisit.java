package org.regain.flow;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of somebody on their way through a flow: where it stands, and the ways to answer. Every page goes through
/// here, so that back, reload, a second tab and a page from an hour ago all end where the flow stands now.
///
/// @param <F> the states of one kind of flow, which completes this
public abstract class FlowVisit<F extends Stepped> {

    private final SecretCookie cookie;
    private final @Nullable Token key;
    private final @Nullable F flow;
    private final Exchange exchange;

    /// @param cookie the one that leads to flows of this kind
    /// @param key    what is in it; null: nothing
    /// @param flow   what it leads to; null: nowhere
    protected FlowVisit(SecretCookie cookie, @Nullable Token key, @Nullable F flow, Exchange exchange) {
        this.cookie = cookie;
        this.key = key;
        this.flow = flow;
        this.exchange = exchange;
    }

    /// Fills in the page of a state, and names its template.
    protected abstract String page(F now);

    /// The page of where the flow stands, saying that what was sent came from an older one.
    public abstract String stale();

    /// Takes a step from `state`, if that is where the flow stands and the form was of this very moment. Otherwise
    /// [#stale]; nothing was done.
    public final <S extends F> String step(Class<S> state, int at, BiFunction<S, Token, String> step) {
        return key != null && flow != null && state.isInstance(flow) && flow.step() == at
                ? step.apply(state.cast(flow), key)
                : stale();
    }

    /// The page of `now`, with a sentence that says what was refused and what to do.
    public String refuse(F now, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return page(now);
    }

    /// The page of `now`, with more on it.
    public final String show(F now, HttpStatus status, String name, Object value) {
        exchange.response().setStatus(status.value());
        exchange.model().addAttribute(name, value);
        return page(now);
    }

    /// The browser's handle from now on.
    public final void handle(Token newKey) {
        cookie.write(exchange.response(), newKey);
    }

    /// Where the request came from.
    public final Origin origin() {
        return Origin.of(exchange.request());
    }

    /// What was asked, and what is answered.
    public final Exchange exchange() {
        return exchange;
    }
}
