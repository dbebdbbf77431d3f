package org.regain.registration;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/// One request of somebody claiming an account: the flow their cookie leads to, and the ways to answer. As with a
/// recovery, back, reload and a stale page all end where the claim stands now.
final class ClaimVisit {

    private final @Nullable Token key;
    private final ClaimFlow flow;
    private final Origin origin;
    private final ClaimScreens screens;
    private final ModelMap model;
    private final HttpServletResponse response;

    ClaimVisit(
            @Nullable Token key,
            ClaimFlow flow,
            Origin origin,
            ClaimScreens screens,
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

    /// The page at `path`, or where the claim stands instead.
    String open(String path) {
        var here = ClaimScreens.path(flow);
        return here.equals(path) ? screens.show(model, flow) : "redirect:" + here;
    }

    /// Takes a step from `state` if that is where the claim stands and the form was of this very moment.
    <S extends ClaimFlow> String step(Class<S> state, int at, Step<S> step) {
        return key != null && state.isInstance(flow) && flow.step() == at ? step.take(state.cast(flow), key) : stale();
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
        model.addAttribute("refusal", refusal);
        return show(now, status);
    }

    String show(ClaimFlow now, HttpStatus status, String name, Object value) {
        model.addAttribute(name, value);
        return show(now, status);
    }

    private String show(ClaimFlow now, HttpStatus status) {
        response.setStatus(status.value());
        return screens.show(model, now);
    }

    /// The browser's handle from now on.
    void handle(Token newKey) {
        SecretCookie.CLAIM.write(response, newKey);
    }

    /// What a controller does when the claim stands where its form belongs.
    @FunctionalInterface
    interface Step<S extends ClaimFlow> {
        String take(S flow, Token key);
    }
}
