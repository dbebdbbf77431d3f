package org.regain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.availability.ApplicationAvailability;

/// Times each request under the name that [Routes] gives it.
final class TimedRequests extends SeenRequests {

    /// From a page that is quick to one that nobody waits for.
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final KnownEndpoints endpoints;
    private final Routes routes;

    TimedRequests(MeterRegistry registry, ApplicationAvailability availability, KnownEndpoints endpoints) {
        super(availability);
        this.registry = registry;
        this.endpoints = endpoints;
        this.routes = new Routes(endpoints);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begin = System.nanoTime();
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            // What is thrown from here becomes a 500 behind this filter.
            int status = answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            timer(request, status).record(Duration.ofNanos(System.nanoTime() - begin));
            if (endpoints.isToken(request.getRequestURI())) {
                registry.counter("regain.token.requests", "outcome", outcome(status))
                        .increment();
            }
        }
    }

    private Timer timer(HttpServletRequest request, int status) {
        return Timer.builder("http.server.requests")
                .tag("method", Routes.method(request))
                .tag("uri", routes.pattern(request))
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private static String outcome(int status) {
        return switch (status) {
            case HttpServletResponse.SC_OK -> "issued";
            case HttpServletResponse.SC_BAD_REQUEST -> "refused";
            case HttpServletResponse.SC_UNAUTHORIZED -> "unknown_portal";
            case 429 -> "limited";
            default -> status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "failed" : Routes.OTHER;
        };
    }
}
