package org.regain.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// How often portals may ask, by where they ask from; and how often somebody there may fail to show which portal they are, counted
/// apart. In front of everything else, so that who is refused costs nothing more.
class CallLimits extends OncePerRequestFilter {

    private final Limits limits;
    private final Clock clock;

    CallLimits(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var origin = Origin.of(request);
        for (var taken : List.of(
                limits.takeOfMany(Limit.PORTAL_CALLS_FROM_SOURCE, origin),
                limits.look(Limit.PORTAL_SECRETS_FROM_SOURCE, origin))) {
            if (taken instanceof Taken.No no) {
                refuse(response, no, clock);
                return;
            }
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            limits.take(Limit.PORTAL_SECRETS_FROM_SOURCE, origin);
        }
    }

    /// Later, says the standards' JSON, and when (RFC 6585 § 4).
    static void refuse(HttpServletResponse response, Taken.No no, Clock clock) throws IOException {
        var wait = Duration.between(clock.instant(), no.until()).toSeconds() + 1;
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait)));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"temporarily_unavailable\"}");
    }
}
