package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// How often one portal may ask, once it has shown who it is. An app cannot show that, and anybody could use up its places in its
/// name: it is counted by where it asks from alone. What it sends ahead leaves a row like whom it sends here, and is counted as they are.
class PortalLimit extends OncePerRequestFilter {

    private final Limits limits;
    private final Clock clock;

    PortalLimit(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken portal
                && portal.isAuthenticated()
                && portal.getRegisteredClient() != null
                && take(portal, portal.getRegisteredClient().getId(), request) instanceof Taken.No no) {
            CallLimits.refuse(response, no, clock);
            return;
        }
        chain.doFilter(request, response);
    }

    private @Nullable Taken take(OAuth2ClientAuthenticationToken portal, String id, HttpServletRequest request) {
        if (!ClientAuthenticationMethod.NONE.equals(portal.getClientAuthenticationMethod())) {
            return limits.takeOfMany(Limit.PORTAL_CALLS, subject(id));
        }
        return request.getServletPath().equals(PushingApp.PATH)
                ? limits.take(Limit.PORTALS_FROM_SOURCE, Origin.of(request))
                : null;
    }

    static byte[] subject(String portal) {
        return portal.getBytes(UTF_8);
    }
}
