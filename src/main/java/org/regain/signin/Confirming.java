package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.regain.account.AccountId;
import org.regain.sessions.Subscriber;
import org.springframework.security.core.context.SecurityContextHolder;

/// Somebody signed in has to show once more that they are who they are, and a second factor is asked for.
///
/// Only a session that asked for this itself goes on by it; a sign-in from the sign-in page begins a session of its own.
///
/// @param who whose session it is
/// @param what for which the proof is asked, and where it leads back to
record Confirming(AccountId who, ConfirmFor what) {

    private static final String ATTRIBUTE = "confirming";

    /// From now on, until [#end].
    static void begin(ConfirmFor what, HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, what.name());
    }

    static void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    /// Empty where nobody is signed in, and where nobody was asked.
    static Optional<Confirming> in(HttpServletRequest request) {
        var session = request.getSession(false);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof String name
                        && authentication != null
                        && authentication.getPrincipal() instanceof Subscriber who
                ? ConfirmFor.of(name).map(what -> new Confirming(who.account(), what))
                : Optional.empty();
    }
}
