package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Token;
import org.regain.sessions.SignInRef;
import org.regain.signin.ConfirmFor;
import org.springframework.stereotype.Component;

/// A portal has sent somebody here. Who it is and where they may be led back to comes first; whoever is not led anywhere by that sees
/// a page. All else the portal is told.
///
/// Source: RFC 6749 § 4.1.2.1; RFC 9700 § 4.1; OpenID Connect Core 1.0 § 3.1.2.
@Component
class Authorize {

    /// Of what Spring Security gives to who pushes a request.
    private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

    private static final String SIGN_IN = "/sign-in";

    private final Portals portals;
    private final PortalAccesses accesses;
    private final Errands errands;
    private final KeptFields kept;
    private final Answer answer;
    private final SecureRandom random;
    private final Decisions decisions;

    Authorize(
            Portals portals,
            PortalAccesses accesses,
            Errands errands,
            KeptFields kept,
            Answer answer,
            SecureRandom random,
            Decisions decisions) {
        this.portals = portals;
        this.accesses = accesses;
        this.errands = errands;
        this.kept = kept;
        this.answer = answer;
        this.random = random;
        this.decisions = decisions;
    }

    /// What is to happen in the browser.
    sealed interface Outcome {

        /// The portal is set up wrongly, and nobody is led anywhere: a page says so.
        ///
        /// @param what `client`, `redirect`, `request` or `state`
        record Trouble(String what) implements Outcome {}

        /// Back to the portal, with a code or an error.
        record Back(String location) implements Outcome {}

        /// A page of ours first; the request waits meanwhile.
        ///
        /// @param page where somebody signs in, confirms who they are, or is asked for consent
        record Wait(Portal portal, Map<String, String> fields, String page) implements Outcome {}
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
                .map(portal -> decide(portal, errand.fields(), errand, request))
                .orElseGet(() -> new Outcome.Trouble("client"));
    }

    /// What somebody is to be asked before a request that waits goes on; empty where it is something else that is to happen.
    Optional<Pending> pending(Errands.Errand errand, HttpServletRequest request) {
        var portal = portals.of(errand.portal()).orElse(null);
        return errand.fresh()
                        && portal != null
                        && portal.mayLeadTo(redirectUri(errand.fields()))
                        && read(portal, errand.fields()) instanceof Asked asked
                        && decisions.about(portal, asked, errand, request) instanceof Decision.Ask
                ? Optional.of(new Pending(portal, asked))
                : Optional.empty();
    }

    /// Whether the portal may know what it asks for.
    record Pending(Portal portal, Asked asked) {}

    private Outcome decide(
            Portal portal, Map<String, String> fields, Errands.@Nullable Errand waited, HttpServletRequest request) {
        var redirectUri = redirectUri(fields);
        if (!portal.mayLeadTo(redirectUri)) {
            return new Outcome.Trouble("redirect");
        }
        if (!Answer.carries(fields.get("state"))) {
            return new Outcome.Trouble("state");
        }
        return switch (read(portal, fields)) {
            case Reading.Refused(var uri, var state, var error) -> new Outcome.Back(answer.error(uri, state, error));
            case Asked asked ->
                switch (decisions.about(portal, asked, waited, request)) {
                    case Decision.Open() -> open(portal, asked, fields, request);
                    case Decision.SignIn() -> new Outcome.Wait(portal, fields, SIGN_IN);
                    case Decision.Confirm() -> new Outcome.Wait(portal, fields, ConfirmFor.PORTAL.ask());
                    case Decision.Ask() -> new Outcome.Wait(portal, fields, ConsentController.PATH);
                    case Decision.Refuse(var error) ->
                        new Outcome.Back(answer.error(redirectUri, asked.state(), error));
                };
        };
    }

    private static String redirectUri(Map<String, String> fields) {
        return fields.getOrDefault("redirect_uri", "");
    }

    private static Reading read(Portal portal, Map<String, String> fields) {
        return AskedFields.read(fields, portal, redirectUri(fields));
    }

    private Outcome open(Portal portal, Asked asked, Map<String, String> fields, HttpServletRequest request) {
        var code = Token.random(random).text();
        var session = request.getSession(false);
        var signIn = SignInRef.of(request);
        var opened = session != null
                && signIn.isPresent()
                && accesses.open(portal, signIn.get(), session.getId(), asked, Hashed.of(code));
        // A reset, this very moment, or consent taken back.
        return opened ? new Outcome.Back(answer.code(asked, code)) : new Outcome.Wait(portal, fields, SIGN_IN);
    }
}
