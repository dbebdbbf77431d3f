package org.regain.web;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP as Tomcat speaks it, with everybody hung up on who is slower than their [Pace]. Tomcat 11 has no setting for that: its
/// `connectionTimeout` begins anew with each byte. So this looks around, twice a second, at who is talking:
///
/// | who | is found by | and then |
/// |---|---|---|
/// | shakes hands, or sends a head or blank lines before it | a connection with no whole head yet since its first byte | closed as by a timeout of Tomcat's own |
/// | sends a body | the time that Tomcat notes at a head's first byte, and what of the body was read | the read that waits is woken by nothing more, and fails with its timeout |
/// | reads an answer | the time at which the answer's head was sent, and what was written | the same with the write that waits |
/// | asks for nothing | a connection that nobody serves, while more than three quarters of those that may be open are | closed, the longest first, until half are |
///
/// The last is nobody's slowness: a browser keeps a connection after each page, and opens another when it finds that closed. But where those fill
/// up what may be open, whoever comes next is not even heard (nginx makes room in the same way, `ngx_drain_connections`).
///
/// Nothing is taken out of a thread's hands: whoever is at work on a connection holds its lock, and only its timeouts are changed.
/// So a body and an answer end up to a `connectionTimeout` later than their pace asks.
///
/// Public because Tomcat makes it, by its name.
public final class PacedProtocol extends Http11NioProtocol {

    private static final Logger LOG = LoggerFactory.getLogger(PacedProtocol.class);
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final long AT_ONCE_MILLIS = 1;
    /// What Tomcat notes as a time that has not come.
    private static final long NOT_YET = -1;

    private static final Comparator<Wait> LONGEST =
            Comparator.comparingLong(Wait::since).thenComparingLong(Wait::read);

    /// Who has begun and not ended a head, and since when by [System#nanoTime()].
    private final Map<SocketWrapperBase<?>, Long> heads = new ConcurrentHashMap<>();
    /// Who is served just now.
    private final Map<SocketWrapperBase<?>, Talk> talks = new ConcurrentHashMap<>();
    /// Who asks for nothing, whatever bytes came since they were found so.
    private final Map<SocketWrapperBase<?>, Wait> waiting = new ConcurrentHashMap<>();

    private volatile Pace pace = Pace.USUAL;
    private @Nullable ScheduledFuture<?> looking;

    void keep(Pace asked) {
        pace = asked;
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new Talk();
    }

    private void look() {
        try {
            long now = System.nanoTime();
            if (isSSLEnabled()) {
                noteHandshakes(now);
            }
            heads.keySet().removeIf(SocketWrapperBase::isClosed);
            heads.forEach((socket, began) -> hurryHead(socket, now - began));
            talks.forEach((socket, talk) -> talk.hurry(socket, now));
            makeRoom(now);
        } catch (RuntimeException e) {
            // Or nobody would look again.
            LOG.warn("Slow clients were not looked for", e);
        }
    }

    private void noteHandshakes(long now) {
        for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
            if (!socket.getSocket().isHandshakeComplete()) {
                heads.putIfAbsent(socket, now);
            }
        }
    }

    private void hurryHead(SocketWrapperBase<?> socket, long took) {
        if (pace.isHeadLate(took)) {
            hangUp(socket, () -> heads.containsKey(socket));
        }
    }

    /// @param still whether there is reason to, which may have ended since
    private static void hangUp(SocketWrapperBase<?> socket, BooleanSupplier still) {
        if (!socket.getLock().tryLock()) {
            return;
        }
        try {
            if (still.getAsBoolean()) {
                socket.processSocket(SocketEvent.ERROR, true);
            }
        } finally {
            socket.getLock().unlock();
        }
    }

    private void makeRoom(long now) {
        waiting.keySet().removeIf(SocketWrapperBase::isClosed);
        for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
            if (!talks.containsKey(socket)) {
                waiting.putIfAbsent(socket, new Wait(now, ((NioSocketWrapper) socket).getLastRead()));
            }
        }
        int most = getMaxConnections();
        long open = getEndpoint().getConnectionCount();
        if (most < 0 || open <= most - most / 4) {
            return;
        }
        waiting.entrySet().stream()
                // Whoever has only just come may be about to ask.
                .filter(it -> it.getValue().since() < now)
                .sorted(Map.Entry.comparingByValue(LONGEST))
                .limit(open - most / 2)
                .map(Map.Entry::getKey)
                .forEach(it -> hangUp(it, () -> waiting.containsKey(it) && !talks.containsKey(it)));
    }

    /// @param since by which look around, by [System#nanoTime()]
    /// @param read  the last that came before that, by Tomcat's clock
    private record Wait(long since, long read) {}

    /// One connection's requests, one after another.
    private final class Talk extends Http11Processor {

        Talk() {
            super(PacedProtocol.this, PacedProtocol.this.getAdapter());
        }

        /// Called when something has come; returns when it is dealt with, served or kept until there is more of it.
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            heads.putIfAbsent(socket, System.nanoTime());
            talks.put(socket, this);
            int before = served();
            SocketState state = SocketState.CLOSED;
            try {
                state = super.service(socket);
            } finally {
                talks.remove(socket);
                if (served() > before || state == SocketState.CLOSED) {
                    heads.remove(socket);
                    waiting.remove(socket);
                }
                if (state == SocketState.LONG) {
                    // The next head, of which something came with the one before.
                    heads.putIfAbsent(socket, System.nanoTime());
                }
            }
            return state;
        }

        private int served() {
            return request.getRequestProcessor().getRequestCount();
        }

        /// Bytes are read before times: when the next request begins in between, it is taken for faster than it is.
        private void hurry(SocketWrapperBase<?> socket, long now) {
            long read = request.getBytesRead();
            long began = request.getStartTimeNanos();
            if (began != NOT_YET && pace.isBodyLate(now - began, read)) {
                socket.setReadTimeout(AT_ONCE_MILLIS);
            }
            long written = response.getBytesWritten(false);
            long committed = response.getCommitTimeNanos();
            boolean late = committed != NOT_YET && pace.isAnswerLate(now - committed, written);
            socket.setWriteTimeout(late ? AT_ONCE_MILLIS : getConnectionTimeout());
        }
    }
}
