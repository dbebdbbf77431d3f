package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// The sign-in that a request's session rests on.
public interface CurrentSignIn {

    /// Empty where nobody is signed in.
    Optional<SignInRef> of(HttpServletRequest request);
}
