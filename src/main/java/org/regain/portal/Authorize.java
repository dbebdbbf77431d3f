package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Token;
import org.regain.sessions.SignInRef;
import org.springframework.stereotype.Component;

/// A portal has sent somebody here. Who it is and where they may be led back to comes first; whoever is not led anywhere by that sees
/// a page. All else the portal is told.
///
/// Source: RFC 6749 § 4.1.2.1; RFC 9700 § 4.1; OpenID Connect Core 1.0 § 3.1.2.
@Component
class Authorize {

    /// Of what Spring Security gives to who pushes a request.
    private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

    private final Portals portals;
    private final PortalAccesses accesses;
    private final Errands errands;
    private final KeptFields kept;
    private final Answer answer;
    private final SecureRandom random;
    private final Clock clock;

    Authorize(
            Portals portals,
            PortalAccesses accesses,
            Errands errands,
            KeptFields kept,
            Answer answer,
            SecureRandom random,
            Clock clock) {
        this.portals = portals;
        this.accesses = accesses;
        this.errands = errands;
        this.kept = kept;
        this.answer = answer;
        this.random = random;
        this.clock = clock;
    }

    /// What is to happen in the browser.
    sealed interface Outcome {

        /// The portal is set up wrongly, and nobody is led anywhere: a page says so.
        ///
        /// @param what `client`, `redirect` or `request`
        record Trouble(String what) implements Outcome {}

        /// Back to the portal, with a code or an error.
        record Back(String location) implements Outcome {}

        /// A page of ours first; the request waits meanwhile.
        ///
        /// @param confirm whoever is signed in confirms it; else somebody signs in
        record Wait(Portal portal, Map<String, String> fields, boolean confirm) implements Outcome {}
    }

    /// A request that has just come.
    ///
    /// @param sent its fields
    Outcome arrive(Map<String, String> sent, HttpServletRequest request) {
        var portal = portals.named(sent.getOrDefault("client_id", "")).orElse(null);
        if (portal == null) {
            return new Outcome.Trouble("client");
        }
        var pushed = sent.getOrDefault("request_uri", "");
        if (!pushed.startsWith(PUSHED)) {
            return decide(portal, kept.of(sent, portal.clientId()), null, request);
        }
        // What else the address says does not count (RFC 9126 § 4).
        return errands.takePushed(Hashed.of(pushed.substring(PUSHED.length())), portal.id())
                .map(fields -> decide(portal, fields, null, request))
                .orElseGet(() -> new Outcome.Trouble("request"));
    }

    /// One that has waited.
    Outcome goOn(Errands.Errand errand, HttpServletRequest request) {
        return portals.of(errand.portal())
                .map(portal -> decide(portal, errand.fields(), errand.askedAt(), request))
                .orElseGet(() -> new Outcome.Trouble("client"));
    }

    private Outcome decide(
            Portal portal, Map<String, String> fields, @Nullable Instant since, HttpServletRequest request) {
        var redirectUri = fields.getOrDefault("redirect_uri", "");
        if (!portal.mayLeadTo(redirectUri)) {
            return new Outcome.Trouble("redirect");
        }
        return switch (AskedFields.read(fields, portal, redirectUri)) {
            case Reading.Refused(var uri, var state, var error) -> new Outcome.Back(answer.error(uri, state, error));
            case Asked asked -> {
                var signIn = SignInRef.of(request);
                var standing = signIn.flatMap(accesses::standing);
                var other = standing.isPresent() && isSomebodyElse(asked, portal, standing.get());
                yield switch (Decision.of(asked, standing, since, other, clock.instant())) {
                    case Decision.Open() -> open(portal, asked, fields, signIn, request);
                    case Decision.SignIn() -> new Outcome.Wait(portal, fields, false);
                    case Decision.Confirm() -> new Outcome.Wait(portal, fields, true);
                    case Decision.Refuse(var error) ->
                        new Outcome.Back(answer.error(redirectUri, asked.state(), error));
                };
            }
        };
    }

    private Outcome open(
            Portal portal,
            Asked asked,
            Map<String, String> fields,
            Optional<SignInRef> signIn,
            HttpServletRequest request) {
        var code = Token.random(random).text();
        var session = request.getSession(false);
        var opened = session != null
                && signIn.isPresent()
                && accesses.open(portal, signIn.get(), session.getId(), asked, Hashed.of(code));
        // A reset, this very moment.
        return opened ? new Outcome.Back(answer.code(asked, code)) : new Outcome.Wait(portal, fields, false);
    }

    private boolean isSomebodyElse(Asked asked, Portal portal, Standing here) {
        return asked.expected() != null && !asked.expected().equals(portals.subject(portal.id(), here.account()));
    }
}
