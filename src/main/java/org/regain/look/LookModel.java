package org.regain.look;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.sessions.Subscriber;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Gives every page its look; null: Regain's own.
@ControllerAdvice
class LookModel {

    private final Looks looks;

    LookModel(Looks looks) {
        this.looks = looks;
    }

    @ModelAttribute("look")
    @Nullable
    Look look(HttpServletRequest request) {
        return looks.of(signedIn(request)).orElse(null);
    }

    private static @Nullable AccountId signedIn(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication who
                        && who.getPrincipal() instanceof Subscriber subscriber
                ? subscriber.account()
                : null;
    }
}
