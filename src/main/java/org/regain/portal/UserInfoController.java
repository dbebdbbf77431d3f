package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
/// Source: OpenID Connect Core 1.0 § 5.3; RFC 6750.
@RestController
class UserInfoController {

    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 512;

    private final PortalAccesses accesses;
    private final Portals portals;
    private final Limits limits;
    private final Clock clock;

    UserInfoController(PortalAccesses accesses, Portals portals, Limits limits, Clock clock) {
        this.accesses = accesses;
        this.portals = portals;
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
        var found = token(authorization).flatMap(token -> accesses.find(By.ACCESS, Hashed.of(token)));
        // By the token it is the portal's own call; an app's come from everybody who uses it, and are counted by their source alone.
        if (found.filter(this::isOfASite).isPresent()
                && limits.takeOfMany(
                                Limit.PORTAL_CALLS,
                                PortalLimit.subject(found.get().portal().toString()))
                        instanceof Taken.No no) {
            CallLimits.refuse(response, no, clock);
            return null;
        }
        return found.flatMap(access -> accesses.person(access).map(person -> claims(access, person)))
                .map(ResponseEntity::ok)
                .orElseGet(() -> refused(authorization));
    }

    private boolean isOfASite(PortalAccess access) {
        return portals.of(access.portal())
                .filter(it -> it.kind() != Portal.Kind.PUBLIC)
                .isPresent();
    }

    private static Optional<String> token(@Nullable String authorization) {
        return authorization == null
                        || authorization.length() > LONGEST
                        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.empty()
                : Optional.of(authorization.substring(BEARER.length()).strip());
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

    private static ResponseEntity<Map<String, Object>> refused(@Nullable String authorization) {
        var challenge = authorization == null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
