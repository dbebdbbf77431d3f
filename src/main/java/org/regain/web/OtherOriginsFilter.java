package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells browsers which sites' scripts may read an answer ([OtherOrigins]): never with cookies, so nobody is signed in there.
///
/// Source: Fetch Standard, CORS protocol.
class OtherOriginsFilter extends OncePerRequestFilter {

    private static final String ALLOWED = OtherOriginsFilter.class.getName();
    private static final int LONGEST = 256;

    private final List<OtherOrigins> others;

    OtherOriginsFilter(List<OtherOrigins> others) {
        this.others = others;
    }

    /// Whether a script of another site sent this, and may.
    static boolean isAllowed(HttpServletRequest request) {
        return request.getAttribute(ALLOWED) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var origin = request.getHeader("Origin");
        var first = "OPTIONS".equals(request.getMethod());
        var asked = first ? request.getHeader("Access-Control-Request-Method") : request.getMethod();
        var concerned = asked == null
                ? List.<OtherOrigins>of()
                : others.stream()
                        .filter(it -> it.concerns(request.getRequestURI(), asked))
                        .toList();
        if (!concerned.isEmpty()) {
            response.addHeader("Vary", "Origin");
        }
        if (origin == null || origin.length() > LONGEST || concerned.stream().noneMatch(it -> it.mayRead(origin))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (first) {
            response.setHeader("Access-Control-Allow-Methods", asked);
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
            request.setAttribute(ALLOWED, true);
            chain.doFilter(request, response);
        }
    }
}
