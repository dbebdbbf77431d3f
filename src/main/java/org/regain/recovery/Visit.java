package org.regain.recovery;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/// One request of a claimant: the flow their cookie leads to, and the ways to answer. Every page goes through here, so
/// that back, reload, a second tab and a page from an hour ago all end where the flow stands now.
final class Visit {

    private final @Nullable Token key;
    private final @Nullable RecoveryFlow flow;
    private final Origin origin;
    private final Screens screens;
    private final ModelMap model;
    private final HttpServletResponse response;

    Visit(
            @Nullable Token key,
            @Nullable RecoveryFlow flow,
            Origin origin,
            Screens screens,
            ModelMap model,
            HttpServletResponse response) {
        this.key = key;
        this.flow = flow;
        this.origin = origin;
        this.screens = screens;
        this.model = model;
        this.response = response;
    }

    Origin origin() {
        return origin;
    }

    /// The page at `path`, or where the flow stands instead.
    String open(String path) {
        if (flow == null) {
            return "redirect:/recover";
        }
        var here = Screens.path(flow);
        return here.equals(path) ? screens.show(model, flow) : "redirect:" + here;
    }

    /// Takes a step from `state`, if that is where the flow stands and the form was of this very moment. Otherwise the
    /// page of where it stands, which says so; nothing was done.
    <S extends RecoveryFlow> String step(Class<S> state, int at, Step<S> step) {
        if (flow == null || key == null) {
            response.setStatus(HttpStatus.GONE.value());
            return Screens.notHere(model);
        }
        return state.isInstance(flow) && flow.head().step() == at ? step.take(state.cast(flow), key) : stale(flow);
    }

    /// The page of where the flow stands, saying that what was sent came from an older one.
    String stale(RecoveryFlow now) {
        return now instanceof RecoveryFlow.Ended || now instanceof RecoveryFlow.Completed
                ? "redirect:" + Screens.path(now)
                : refuse(now, HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
    }

    /// Leads on to the page of the flow's new state.
    String go(RecoveryFlow after) {
        return "redirect:" + Screens.path(after);
    }

    /// The flow's page again, with a sentence that says what was refused and what to do.
    String refuse(RecoveryFlow now, HttpStatus status, Refusal refusal) {
        response.setStatus(status.value());
        model.addAttribute("refusal", refusal);
        return screens.show(model, now);
    }

    /// The page of `now`, with more on it.
    String show(RecoveryFlow now, HttpStatus status, String name, Object value) {
        response.setStatus(status.value());
        model.addAttribute(name, value);
        return screens.show(model, now);
    }

    /// The browser's handle from now on.
    void handle(Token newKey) {
        SecretCookie.RECOVERY.write(response, newKey);
    }

    /// What a controller does when the flow stands where its form belongs.
    @FunctionalInterface
    interface Step<S extends RecoveryFlow> {
        String take(S flow, Token key);
    }
}
