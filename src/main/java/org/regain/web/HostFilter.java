package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers at the configured address only. Links never come from the request, and a request that names another host
/// gets nothing to play with (CVE-2017-12161). Forwarding headers are not read at all.
class HostFilter extends OncePerRequestFilter {

    private static final int MISDIRECTED = 421;

    private final Site site;

    HostFilter(Site site) {
        this.site = site;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (site.isAddressedBy(request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(MISDIRECTED);
        }
    }
}
