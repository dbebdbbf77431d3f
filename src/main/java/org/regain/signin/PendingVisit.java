package org.regain.signin;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of somebody whose password was right: the sign-in their cookie leads to, and the ways to answer. As with a
/// recovery, back, reload, a second tab and a stale page all end where it stands now.
final class PendingVisit {

    private final @Nullable Token key;
    private final PendingSignIn flow;
    private final Exchange exchange;
    private final PendingScreens screens;

    PendingVisit(@Nullable Token key, PendingSignIn flow, Exchange exchange, PendingScreens screens) {
        this.key = key;
        this.flow = flow;
        this.exchange = exchange;
        this.screens = screens;
    }

    Origin origin() {
        return Origin.of(exchange.request());
    }

    /// The page of where the sign-in stands.
    String open() {
        if (key == null) {
            return "redirect:/";
        }
        return flow instanceof PendingSignIn.Over ? over() : screens.show(exchange, flow);
    }

    /// Takes a step from `state` if that is where the sign-in stands and the form was of this very moment.
    <S extends PendingSignIn> String step(Class<S> state, int at, BiFunction<S, Token, String> step) {
        return key != null && state.isInstance(flow) && flow.step() == at ? step.apply(state.cast(flow), key) : stale();
    }

    /// The page of where the sign-in stands, saying that what was sent came from an older one.
    String stale() {
        return refuse(flow, HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
    }

    /// The sign-in's page again, with a sentence that says what was refused and what to do.
    String refuse(PendingSignIn now, HttpStatus status, Refusal refusal) {
        if (now instanceof PendingSignIn.Over) {
            return over();
        }
        exchange.refuse(status, refusal);
        return screens.show(exchange, now);
    }

    /// The password is to be typed again.
    String over() {
        SecretCookie.SIGN_IN.clear(exchange.response());
        return Confirming.in(exchange.request())
                .map(it -> "redirect:" + it.what().ask())
                .orElseGet(() -> screens.over(exchange));
    }

    /// Says where to go, for people who want to sign in as somebody else or do not want to confirm who they are.
    String left() {
        SecretCookie.SIGN_IN.clear(exchange.response());
        var confirming = Confirming.in(exchange.request());
        Confirming.end(exchange.request());
        return confirming.isPresent() ? "redirect:/" : "redirect:/sign-in";
    }

    /// The last page of a sign-in that used up a saved code: the new one, which is shown only here, and the way on.
    String replaced(List<SavedCode> savedCodes, String next) {
        exchange.model().addAttribute("savedCodes", SavedCode.texts(savedCodes));
        exchange.model().addAttribute("next", next);
        // Choosing a language would lead away from the only page that has the code.
        exchange.model().addAttribute("page", null);
        return "signin/new-saved-code";
    }

    Optional<Token> key() {
        return Optional.ofNullable(key);
    }

    Exchange exchange() {
        return exchange;
    }
}
