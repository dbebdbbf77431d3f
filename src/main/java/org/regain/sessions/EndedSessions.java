package org.regain.sessions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Asks of every session whether it may go on, on open pages too and before a CSRF token is taken from it. A form
/// that carried the value of a session which ended while its page was drawn could never be sent.
public class EndedSessions extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getSession(false) != null) {
            SecurityContextHolder.getContext();
        }
        chain.doFilter(request, response);
    }
}
