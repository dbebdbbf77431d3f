package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// A POST must come from a page of ours, or from a script that [OtherOrigins] let; this stands beside the CSRF token, also before sign-in (CVE-2019-18411).
///
/// Our pages ask for no referrer, and browsers then write `Origin: null` on a form's POST (Fetch, "append a request
/// `Origin` header"). That is what a hostile sandboxed page sends too, so `null` counts only beside
/// `Sec-Fetch-Site: same-origin`, which no page can forge. Whatever sends neither header is no browser of today, and is
/// left to the token.
class SameOriginFilter extends OncePerRequestFilter {

    private final Site site;

    SameOriginFilter(Site site) {
        this.site = site;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Border.acts(request)
                || OtherOriginsFilter.isAllowed(request)
                || isOurs(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean isOurs(@Nullable String fetchSite, @Nullable String origin) {
        boolean sameOrigin = "same-origin".equals(fetchSite);
        if (fetchSite != null && !sameOrigin && !"none".equals(fetchSite)) {
            return false;
        }
        return origin == null || origin.equals(site.origin()) || (origin.equals("null") && sameOrigin);
    }
}
