package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.regain.secret.KeyMissing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers 503 with `Retry-After` where the service is too busy, or where something of ours is down: the database is away or
/// hangs, this machine's clock is wrong, a key is missing. The two are told apart, since only the first is over in seconds. A
/// filter and not an advice, because Spring Security's filters meet these faults too.
class UnavailableFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableFilter.class);
    private static final Duration DATABASE_BACK = Duration.ofSeconds(5);
    private static final Duration PUT_RIGHT = Duration.ofSeconds(60);
    private static final String DOWN = UnavailableFilter.class.getName() + ".down";

    /// Style and scripts, which the page that says so needs.
    private static final String LOOK = "/look/";

    private final BooleanSupplier unfit;

    /// @param unfit whether this node must not serve, for a reason of its own
    UnavailableFilter(BooleanSupplier unfit) {
        this.unfit = unfit;
    }

    /// Whether the reply that is being worded is for something of ours that is down, and not for much to do.
    static boolean isDown(HttpServletRequest request) {
        return request.getAttribute(DOWN) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (unfit.getAsBoolean() && !request.getRequestURI().startsWith(LOOK)) {
            refuse(request, response, new Unavailable(true, PUT_RIGHT));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException fault) {
            Optional<Unavailable> why = why(fault);
            if (why.isPresent() && WholeAnswer.isOnItsWay(request, response)) {
                LOG.warn("The answer was whole; afterwards: {}", fault.toString());
                return;
            }
            if (why.isEmpty() || response.isCommitted()) {
                throw fault;
            }
            LOG.warn("Answered 503: {}", fault.toString());
            refuse(request, response, why.get());
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Unavailable why)
            throws IOException {
        if (why.down()) {
            request.setAttribute(DOWN, true);
        }
        response.setHeader(
                "Retry-After", Long.toString(Math.max(1, why.retryAfter().toSeconds())));
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static Optional<Unavailable> why(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Busy busy) {
                return Optional.of(new Unavailable(false, busy.retryAfter()));
            }
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException) {
                return Optional.of(new Unavailable(true, DATABASE_BACK));
            }
            if (cause instanceof KeyMissing) {
                return Optional.of(new Unavailable(true, PUT_RIGHT));
            }
            if (cause instanceof TransientDataAccessException) {
                return Optional.of(new Unavailable(false, DATABASE_BACK));
            }
        }
        return Optional.empty();
    }

    /// @param down something of ours is, or else there is much to do
    private record Unavailable(boolean down, Duration retryAfter) {}
}
