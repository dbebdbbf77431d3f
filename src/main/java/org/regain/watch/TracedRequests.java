package org.regain.watch;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.availability.ApplicationAvailability;

/// A span for each request that is looked at: the name that [Routes] gives it, and how it ended. Of what was sent nothing is looked at, no
/// `traceparent` either.
final class TracedRequests extends SeenRequests {

    private final Spans spans;
    private final Routes routes;

    TracedRequests(Spans spans, ApplicationAvailability availability, Routes routes) {
        super(availability);
        this.spans = spans;
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Spans.Request span = spans.request()) {
            try {
                chain.doFilter(request, response);
                span.answered(Routes.method(request), routes.pattern(request), response.getStatus());
            } catch (ServletException | IOException | RuntimeException e) {
                // What is thrown from here becomes a 500 behind this filter.
                span.answered(
                        Routes.method(request), routes.pattern(request), HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                span.failed(e);
                throw e;
            }
        }
    }
}
