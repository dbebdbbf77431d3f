package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.regain.sessions.NewSession;
import org.regain.sessions.SessionStart;
import org.regain.web.SecretCookie;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Where a completed sign-in leads: into a session of its own, or back into the one that asked for a fresher proof.
@Component
class Arrival {

    private static final String FIRST_PAGE = "/";

    private final SessionStart sessions;
    private final SingletonSupplier<List<AfterSignIn>> due;
    private final SingletonSupplier<List<Onward>> onward;

    Arrival(SessionStart sessions, ObjectProvider<AfterSignIn> due, ObjectProvider<Onward> onward) {
        this.sessions = sessions;
        this.due = SingletonSupplier.of(() -> due.orderedStream().toList());
        this.onward = SingletonSupplier.of(() -> onward.stream().toList());
    }

    /// Does what the sign-in was for, and says the path of the next page.
    String complete(NewSession arriving, HttpServletRequest request, HttpServletResponse response) {
        return Confirming.in(request)
                .filter(it -> it.who().equals(arriving.subscriber().account()))
                .map(it -> confirm(it.what(), arriving, request, response))
                .orElseGet(() -> signIn(arriving, request, response));
    }

    /// Signs somebody in, and says the path of their first page.
    String signIn(NewSession arriving, HttpServletRequest request, HttpServletResponse response) {
        forget(request, response);
        sessions.start(arriving, request, response);
        // Who was on the way somewhere gets there; what is due here is due at the next sign-in too.
        return onward.obtain().stream()
                .flatMap(it -> it.path(request).stream())
                .findFirst()
                .or(() -> due.obtain().stream()
                        .flatMap(it -> it.path(arriving.subscriber()).stream())
                        .findFirst())
                .orElse(FIRST_PAGE);
    }

    /// Lets the session of this account go on, and says the path of the page that asked.
    String confirm(ConfirmFor what, NewSession arriving, HttpServletRequest request, HttpServletResponse response) {
        forget(request, response);
        Confirming.end(request);
        sessions.goOn(arriving, request, response);
        return what.page();
    }

    private static void forget(HttpServletRequest request, HttpServletResponse response) {
        if (SecretCookie.SIGN_IN.read(request).isPresent()) {
            SecretCookie.SIGN_IN.clear(response);
        }
    }
}
