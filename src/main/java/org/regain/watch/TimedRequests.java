package org.regain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Times each request under the pattern of what answered it, never under what was typed: `/admin/people/{id}`. What nothing of ours
/// answers is `other`, all of it together, so that whoever asks for a thousand addresses makes no thousand lines.
final class TimedRequests extends OncePerRequestFilter {

    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    /// From a page that is quick to one that nobody waits for.
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final ApplicationAvailability availability;
    private final KnownEndpoints endpoints;

    TimedRequests(MeterRegistry registry, ApplicationAvailability availability, KnownEndpoints endpoints) {
        this.registry = registry;
        this.availability = availability;
        this.endpoints = endpoints;
    }

    /// What a start asks of itself is nobody's request.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC;
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
                .tag("method", METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER)
                .tag("uri", pattern(request))
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private String pattern(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            return pattern;
        }
        return endpoints.has(request.getRequestURI()) ? request.getRequestURI() : OTHER;
    }

    private static String outcome(int status) {
        return switch (status) {
            case HttpServletResponse.SC_OK -> "issued";
            case HttpServletResponse.SC_BAD_REQUEST -> "refused";
            case HttpServletResponse.SC_UNAUTHORIZED -> "unknown_portal";
            case 429 -> "limited";
            default -> status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "failed" : OTHER;
        };
    }
}
