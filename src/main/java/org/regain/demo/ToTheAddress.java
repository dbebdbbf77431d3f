package org.regain.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Leads whoever opens another name of this machine to the demo's own address. That address comes from the settings, and
/// nothing of the request but its path gets behind it.
class ToTheAddress extends OncePerRequestFilter {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    private final URI address;

    ToTheAddress(URI address) {
        this.address = address;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean looks = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (looks && isAnotherName(request.getHeader("Host"))) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(
                    "Location", address.getScheme() + "://" + address.getRawAuthority() + request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isAnotherName(@Nullable String host) {
        if (host == null || host.equalsIgnoreCase(address.getRawAuthority())) {
            return false;
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String named = host.toLowerCase(Locale.ROOT);
        return named.endsWith(port) && THIS_MACHINE.contains(named.substring(0, named.length() - port.length()));
    }
}
