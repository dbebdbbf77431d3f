package org.regain.watch;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.web.filter.OncePerRequestFilter;

/// Looks at each request that somebody makes; what a start asks of itself is nobody's.
abstract class SeenRequests extends OncePerRequestFilter {

    private final ApplicationAvailability availability;

    SeenRequests(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @Override
    protected final boolean shouldNotFilter(HttpServletRequest request) {
        return availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC;
    }
}
