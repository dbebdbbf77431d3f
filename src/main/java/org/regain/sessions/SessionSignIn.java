package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class SessionSignIn implements CurrentSignIn {

    @Override
    public Optional<SignInRef> of(HttpServletRequest request) {
        return SessionStart.proof(request)
                .map(proof -> new SignInRef(proof.flow().value(), proof.key().hash()));
    }
}
