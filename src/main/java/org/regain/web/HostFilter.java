package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers at the configured address only. Links never come from the request, and a request that names another host
/// gets nothing to play with (CVE-2017-12161). Forwarding headers are not read at all.
///
/// Most who meet this have a proxy that passes on a name of its own, and see nothing but refusals; so what came and what is
/// expected stands in the log, once a minute, because anybody can send any.
class HostFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(HostFilter.class);
    private static final int MISDIRECTED = 421;
    private static final int LONGEST_LOGGED = 100;
    private static final Duration SAID_EVERY = Duration.ofMinutes(1);

    private final Site site;
    private final LongSupplier nanos;
    private final AtomicLong sayAgain;

    HostFilter(Site site) {
        this(site, System::nanoTime);
    }

    HostFilter(Site site, LongSupplier nanos) {
        this.site = site;
        this.nanos = nanos;
        this.sayAgain = new AtomicLong(nanos.getAsLong());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader("Host");
        if (site.isAddressedBy(host)) {
            chain.doFilter(request, response);
        } else {
            say(host);
            response.sendError(MISDIRECTED);
        }
    }

    private void say(@Nullable String host) {
        long now = nanos.getAsLong();
        long then = sayAgain.get();
        if (now - then >= 0 && sayAgain.compareAndSet(then, now + SAID_EVERY.toNanos())) {
            LOG.warn(
                    "Answered 421: a request came for the host \"{}\", and we answer as \"{}\" (regain.base-url) only. A proxy"
                            + " in front has to pass on the Host that the browser sent. Said once a minute at most.",
                    host == null ? "" : harmless(host),
                    site.authority());
        }
    }

    /// What somebody sent, without anything that would make another line or another look of the log.
    private static String harmless(String sent) {
        String start = sent.length() > LONGEST_LOGGED ? sent.substring(0, LONGEST_LOGGED) : sent;
        return start.replaceAll("[^!#-~]", "?");
    }
}
