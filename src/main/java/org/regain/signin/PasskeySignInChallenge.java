package org.regain.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.verification.Method;
import org.regain.verification.MethodsInUse;
import org.regain.verification.PasskeyAssertion;
import org.regain.verification.PasskeyChallenges;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.stereotype.Component;

/// What a passkey has to sign where there is no flow yet. It is bound to this browser by the secret of its forms (in a
/// cookie before sign-in, in the session after it), so it takes no row, and an answer from another browser is worth nothing.
@Component
class PasskeySignInChallenge {

    private final PasskeyChallenges challenges;
    private final PasskeyAssertion assertion;
    private final MethodsInUse inUse;
    private final Clock clock;

    PasskeySignInChallenge(PasskeyChallenges challenges, PasskeyAssertion assertion, MethodsInUse inUse, Clock clock) {
        this.challenges = challenges;
        this.assertion = assertion;
        this.inUse = inUse;
        this.clock = clock;
    }

    /// What the browser is asked, as JSON; null where this Regain can have no passkeys.
    @Nullable
    String ask(HttpServletRequest request) {
        return inUse.includes(Method.PASSKEY)
                ? assertion.options(challenges.fresh(secret(request), clock.instant()))
                : null;
    }

    /// The challenge that was answered, if this browser was asked it not long ago. Nothing is proven by that yet.
    Optional<byte[]> asked(String credential, HttpServletRequest request) {
        return assertion.challenge(credential).filter(it -> challenges.genuine(it, secret(request), clock.instant()));
    }

    /// As it is kept: what stands in the forms is masked anew for each page.
    private static byte[] secret(HttpServletRequest request) {
        if (request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken token) {
            return token.get().getToken().getBytes(US_ASCII);
        }
        throw new IllegalStateException("No filter of CSRF tokens was here");
    }
}
