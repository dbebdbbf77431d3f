package org.regain.signin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.flow.FlowVisit;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of somebody whose password was right: the sign-in their cookie leads to.
final class PendingVisit extends FlowVisit<PendingSignIn> {

    private final @Nullable Token key;
    private final PendingSignIn flow;
    private final PendingScreens screens;

    PendingVisit(@Nullable Token key, PendingSignIn flow, Exchange exchange, PendingScreens screens) {
        super(SecretCookie.SIGN_IN, key, flow, exchange);
        this.key = key;
        this.flow = flow;
        this.screens = screens;
    }

    /// Once it is over, the password is to be typed again.
    @Override
    protected String page(PendingSignIn now) {
        return now instanceof PendingSignIn.Over ? over() : screens.show(exchange(), now);
    }

    /// The page of where the sign-in stands.
    String open() {
        return key == null ? "redirect:/" : page(flow);
    }

    @Override
    public String stale() {
        return refuse(flow, HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
    }

    @Override
    public String refuse(PendingSignIn now, HttpStatus status, Refusal refusal) {
        return now instanceof PendingSignIn.Over ? over() : super.refuse(now, status, refusal);
    }

    /// The password is to be typed again.
    String over() {
        SecretCookie.SIGN_IN.clear(exchange().response());
        return Confirming.in(exchange().request())
                .map(it -> "redirect:" + it.what().ask())
                .orElseGet(() -> screens.over(exchange()));
    }

    /// Says where to go, for people who want to sign in as somebody else or do not want to confirm who they are.
    String left() {
        SecretCookie.SIGN_IN.clear(exchange().response());
        var confirming = Confirming.in(exchange().request());
        Confirming.end(exchange().request());
        return confirming.isPresent() ? "redirect:/" : "redirect:/sign-in";
    }

    /// The last page of a sign-in that used up a saved code: the new one, which is shown only here, and the way on.
    String replaced(List<SavedCode> savedCodes, String next) {
        exchange().model().addAttribute("savedCodes", SavedCode.texts(savedCodes));
        exchange().model().addAttribute("next", next);
        // Choosing a language would lead away from the only page that has the code.
        exchange().model().addAttribute("page", null);
        return "signin/new-saved-code";
    }

    Optional<Token> key() {
        return Optional.ofNullable(key);
    }
}
