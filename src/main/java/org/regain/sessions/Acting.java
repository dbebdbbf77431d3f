package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.springframework.security.core.Authentication;

/// Somebody signed in who does something that the database judges by their sign-in: whether it is fresh enough, and who
/// acts.
///
/// @param signIn the one that the session rests on
public record Acting(Subscriber who, SignInRef signIn, Origin origin) {

    /// Whoever sent this request.
    ///
    /// @throws IllegalStateException where nobody is signed in: such a page has to be closed to everybody else
    public static Acting of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Authentication signedIn
                && signedIn.getPrincipal() instanceof Subscriber who) {
            return new Acting(who, SignInRef.of(request).orElseThrow(), Origin.of(request));
        }
        throw new IllegalStateException("A page of somebody signed in was open to everybody");
    }

    /// Whose own it is.
    public AccountId account() {
        return who.account();
    }
}
