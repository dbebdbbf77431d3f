package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers 503 with `Retry-After` where the service is too busy or its database is away. A filter and not an advice,
/// because Spring Security's filters meet these faults too.
class UnavailableFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableFilter.class);
    private static final Duration DATABASE_BACK = Duration.ofSeconds(5);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException fault) {
            Optional<Duration> retryAfter = retryAfter(fault);
            if (retryAfter.isEmpty() || response.isCommitted()) {
                throw fault;
            }
            LOG.warn("Answered 503: {}", fault.toString());
            response.setHeader(
                    "Retry-After", Long.toString(Math.max(1, retryAfter.get().toSeconds())));
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static Optional<Duration> retryAfter(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Busy busy) {
                return Optional.of(busy.retryAfter());
            }
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException) {
                return Optional.of(DATABASE_BACK);
            }
        }
        return Optional.empty();
    }
}
