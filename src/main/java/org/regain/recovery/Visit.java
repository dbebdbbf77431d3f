package org.regain.recovery;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of a claimant: the flow their cookie leads to, and the ways to answer. Every page goes through here, so
/// that back, reload, a second tab and a page from an hour ago all end where the flow stands now.
final class Visit {

    private final @Nullable Token key;
    private final @Nullable RecoveryFlow flow;
    private final Exchange exchange;
    private final Screens screens;

    Visit(@Nullable Token key, @Nullable RecoveryFlow flow, Exchange exchange, Screens screens) {
        this.key = key;
        this.flow = flow;
        this.exchange = exchange;
        this.screens = screens;
    }

    Origin origin() {
        return Origin.of(exchange.request());
    }

    /// The page at `path`, or where the flow stands instead.
    String open(String path) {
        if (flow == null) {
            return "redirect:/recover";
        }
        var here = Screens.path(flow);
        return here.equals(path) ? screens.show(exchange.model(), flow) : "redirect:" + here;
    }

    /// Takes a step from `state`, if that is where the flow stands and the form was of this very moment. Otherwise the
    /// page of where it stands, which says so; nothing was done.
    <S extends RecoveryFlow> String step(Class<S> state, int at, BiFunction<S, Token, String> step) {
        if (flow == null || key == null) {
            return notHere();
        }
        return state.isInstance(flow) && flow.head().step() == at ? step.apply(state.cast(flow), key) : stale(flow);
    }

    /// A page that is no state's, and stands beside the flow wherever it is. Who has no flow begins one.
    String page(String template) {
        return flow == null ? "redirect:/recover" : template;
    }

    /// [#page], with a sentence that says what was refused and what to do.
    String refuseOn(String template, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return template;
    }

    /// Does what is no step, and so may come from any page of this flow.
    String anywhere(BiFunction<RecoveryFlow, Token, String> act) {
        return flow == null || key == null ? notHere() : act.apply(flow, key);
    }

    /// The page of where the flow stands, saying that what was sent came from an older one.
    String stale(RecoveryFlow now) {
        return now instanceof RecoveryFlow.Ended || now instanceof RecoveryFlow.Completed
                ? "redirect:" + Screens.path(now)
                : refuse(now, HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
    }

    private String notHere() {
        exchange.response().setStatus(HttpStatus.GONE.value());
        return Screens.notHere(exchange.model());
    }

    /// Leads on to the page of the flow's new state.
    String go(RecoveryFlow after) {
        return "redirect:" + Screens.path(after);
    }

    /// The flow's page again, with a sentence that says what was refused and what to do.
    String refuse(RecoveryFlow now, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return screens.show(exchange.model(), now);
    }

    /// The page of `now`, with more on it.
    String show(RecoveryFlow now, HttpStatus status, String name, Object value) {
        exchange.response().setStatus(status.value());
        exchange.model().addAttribute(name, value);
        return screens.show(exchange.model(), now);
    }

    /// The end of the flow. What replaces a used saved code is shown this once, in the answer itself: it is kept nowhere
    /// that a later page could read it from.
    String done(RecoveryFlow flow, List<SavedCode> replacements) {
        return replacements.isEmpty()
                ? go(flow)
                : show(flow, HttpStatus.OK, "savedCodes", SavedCode.texts(replacements));
    }

    /// The browser's handle from now on.
    void handle(Token newKey) {
        SecretCookie.RECOVERY.write(exchange.response(), newKey);
    }
}
