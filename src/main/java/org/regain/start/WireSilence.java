package org.regain.start;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/// Keeps what goes over the wire out of the log, whatever level is set: at DEBUG Tomcat writes down each request as it came,
/// with its cookies, codes and passwords, and the database driver each value it sends.
///
/// A filter and not a level, because a level is what an operator in trouble raises.
///
/// Source: OWASP ASVS 5.0 § 16.2.5.
public final class WireSilence extends TurboFilter {

    private static final List<String> WIRES = List.of(
            "org.apache.coyote.",
            "org.apache.tomcat.util.http.",
            "org.apache.tomcat.util.net.",
            "org.postgresql.",
            // Whole addresses, and in the query of some stands what a portal was given.
            "org.springframework.security.web.FilterChainProxy",
            "org.springframework.security.web.access.intercept.",
            "org.springframework.web.servlet.DispatcherServlet",
            "sun.net.www.protocol.http.",
            "org.eclipse.angus.mail",
            "jakarta.mail");

    /// The first says nothing until a system property asks it to, and then writes whole requests, tokens with them, at INFO. The other
    /// complains of each try anew; `watch` says once what has to be known of it.
    private static final List<String> SILENCED = List.of("jdk.httpclient.", "io.opentelemetry.");

    /// What a name means is worked out once.
    private final Map<Logger, Speech> known = new ConcurrentHashMap<>();

    /// From which level on a logger may speak.
    private enum Speech {
        ALWAYS,
        FROM_INFO,
        NEVER;

        static Speech of(String name) {
            if (SILENCED.stream().anyMatch(name::startsWith)) {
                return NEVER;
            }
            return WIRES.stream().anyMatch(name::startsWith) ? FROM_INFO : ALWAYS;
        }

        boolean permits(Level level) {
            return switch (this) {
                case ALWAYS -> true;
                case FROM_INFO -> level.isGreaterOrEqual(Level.INFO);
                case NEVER -> false;
            };
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable trouble) {
        // Nearly all that is asked: it writes nothing anyway.
        if (!level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        Speech speech = known.get(logger);
        if (speech == null) {
            speech = Speech.of(logger.getName());
            known.put(logger, speech);
        }
        return speech.permits(level) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
