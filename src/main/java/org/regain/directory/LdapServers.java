package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.regain.directory.LdapServer.Asked;
import org.regain.trace.Trace;
import org.regain.trace.Trace.Part;
import org.regain.trace.Trace.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The servers of a directory, the first that answers. One that did not is asked last for a while, so that not everybody waits for it.
final class LdapServers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LdapServers.class);
    private static final Duration ASKED_LAST = Duration.ofSeconds(30);

    private final List<LdapServer> servers;
    private final Clock clock;
    private final Trace trace;
    private final Map<LdapServer, Instant> silent = new ConcurrentHashMap<>();

    LdapServers(List<LdapServer> servers, Clock clock, Trace trace) {
        this.servers = List.copyOf(servers);
        this.clock = clock;
        this.trace = trace;
    }

    /// @throws DirectoryAway where none answers, or each refuses the asked itself, which stands in the log
    <T> T ask(Asked<T> asked) {
        var why = new LDAPException(ResultCode.CONNECT_ERROR, "No server is set");
        for (LdapServer server : inTurn()) {
            try {
                return ask(server, asked);
            } catch (LDAPException e) {
                why = e;
            }
        }
        throw new DirectoryAway(why);
    }

    /// One of them, whether it answered lately or not.
    <T> T ask(LdapServer server, Asked<T> asked) throws LDAPException {
        try (Span span = trace.begin(Part.DIRECTORY)) {
            try {
                T answer = server.ask(asked);
                silent.remove(server);
                return answer;
            } catch (LDAPException e) {
                span.failed(e);
                silent.put(server, clock.instant());
                LOG.warn("{} does not answer: {} {}", server.url(), e.getResultCode(), e.getMessage());
                throw e;
            }
        }
    }

    Instant now() {
        return clock.instant();
    }

    /// All of them, in the order that was set.
    List<LdapServer> all() {
        return servers;
    }

    /// Whoever has not been silent lately, in the order that was set; where all have been, all.
    List<LdapServer> answering() {
        Instant now = clock.instant();
        var answering =
                servers.stream().filter(server -> !isSilent(server, now)).toList();
        return answering.isEmpty() ? servers : answering;
    }

    private List<LdapServer> inTurn() {
        Instant now = clock.instant();
        // A stable sort: else in the order that was set.
        return servers.stream()
                .sorted(Comparator.comparing(server -> isSilent(server, now)))
                .toList();
    }

    private boolean isSilent(LdapServer server, Instant now) {
        Instant since = silent.get(server);
        return since != null && since.plus(ASKED_LAST).isAfter(now);
    }

    @Override
    public void close() {
        servers.forEach(LdapServer::close);
    }
}
