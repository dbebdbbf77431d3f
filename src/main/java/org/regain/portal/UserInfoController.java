package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.portal.PortalAccess.By;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// What a portal may know of whoever let it, as it is today. The token is in the header alone, by GET or by POST: one in a
/// form is in too many logs (RFC 6750 § 2.2 lets it be left out).
///
/// Source: OpenID Connect Core 1.0 § 5.3; RFC 6750; RFC 9449 § 7.
@RestController
class UserInfoController {

    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP algs=\"" + KeyProofs.ALGORITHM + "\"";

    private final PortalAccesses accesses;
    private final Portals portals;
    private final KeyProofs proofs;
    private final Limits limits;
    private final Clock clock;

    UserInfoController(PortalAccesses accesses, Portals portals, KeyProofs proofs, Limits limits, Clock clock) {
        this.accesses = accesses;
        this.portals = portals;
        this.proofs = proofs;
        this.limits = limits;
        this.clock = clock;
    }

    @RequestMapping(
            path = "/oauth2/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Nullable
    ResponseEntity<Map<String, Object>> tell(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (limits.takeOfMany(Limit.PORTAL_CALLS_FROM_SOURCE, Origin.of(request)) instanceof Taken.No no) {
            CallLimits.refuse(response, no, clock);
            return null;
        }
        // Not as an argument of its own: those are written into a log at TRACE.
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        var token = ShownToken.of(authorization);
        var found = token.flatMap(it -> accesses.find(By.ACCESS, Hashed.of(it.text())));
        // By the token it is the portal's own call; an app's come from everybody who uses it, and are counted by their source alone.
        if (found.filter(this::isOfASite).isPresent()
                && limits.takeOfMany(
                                Limit.PORTAL_CALLS,
                                PortalLimit.subject(found.get().portal().toString()))
                        instanceof Taken.No no) {
            CallLimits.refuse(response, no, clock);
            return null;
        }
        if (authorization == null) {
            return refused(BEARER, DPOP);
        }
        return found.isPresent()
                ? tell(found.get(), token.orElseThrow(), request)
                : refused(wrong(token.isPresent() && token.get().withKey(), "invalid_token"));
    }

    private ResponseEntity<Map<String, Object>> tell(
            PortalAccess access, ShownToken token, HttpServletRequest request) {
        String key = null;
        if (token.withKey()) {
            if (!(proofs.of(request, token.text()) instanceof KeyProof.Shown(var shown))) {
                return refused(wrong(true, "invalid_dpop_proof"));
            }
            key = shown;
        }
        return accesses.person(access, key)
                .map(person -> ResponseEntity.ok(claims(access, person)))
                .orElseGet(() -> refused(wrong(token.withKey() || access.boundTo() != null, "invalid_token")));
    }

    private boolean isOfASite(PortalAccess access) {
        return portals.of(access.portal())
                .filter(it -> it.kind() != Portal.Kind.PUBLIC)
                .isPresent();
    }

    private static Map<String, Object> claims(PortalAccess access, PortalAccesses.Person person) {
        var scopes = access.accessScopes();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", person.sub());
        if (scopes.contains("profile")) {
            // An address is a name for whoever has no other, and is told with `email` alone.
            var name = person.name() == null && scopes.contains("email") ? person.email() : person.name();
            if (name != null) {
                claims.put("name", name);
                claims.put("preferred_username", name);
            }
            claims.put("locale", person.language());
        }
        if (scopes.contains("email") && person.email() != null) {
            claims.put("email", person.email());
            claims.put("email_verified", person.emailConfirmed());
        }
        if (scopes.contains("roles")) {
            claims.put("roles", person.roles());
            claims.put("organisation", person.organisation());
        }
        return claims;
    }

    /// By what it could be done, and what was wrong.
    private static String wrong(boolean withKey, String error) {
        return withKey ? DPOP + ", error=\"" + error + "\"" : BEARER + " error=\"" + error + "\"";
    }

    private static ResponseEntity<Map<String, Object>> refused(String... challenges) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenges)
                .build();
    }
}
