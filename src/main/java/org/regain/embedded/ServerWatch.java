package org.regain.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that Regain's own PostgreSQL goes on: where it has died it is started again, on the same port, so that the
/// pools find it. One that keeps dying is not started for ever; then Regain ends, and whatever supervises it knows. But where its disk is
/// full it is tried until there is room: no supervisor makes any, and most give up sooner.
public final class ServerWatch implements AutoCloseable {

    /// So often within [#WITHIN]; once more, and Regain ends.
    static final int MOST_STARTS = 3;

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    private final EmbeddedServer server;
    private final Runnable giveUp;
    private final Deque<Long> starts = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean open = true;
    private boolean waitsForRoom;

    private ServerWatch(EmbeddedServer server, Runnable giveUp) {
        this.server = server;
        this.giveUp = giveUp;
        this.thread = Thread.ofPlatform().daemon().name("postgres watch").unstarted(this::watch);
    }

    /// Begins to watch, until it is closed.
    ///
    /// @param giveUp ends Regain
    public static ServerWatch over(EmbeddedServer server, Runnable giveUp) {
        ServerWatch watch = new ServerWatch(server, giveUp);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (open) {
                Thread.sleep(LOOK_EVERY);
                if (open && !isRunning() && !startAgain()) {
                    giveUp.run();
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        try {
            return server.isRunning();
        } catch (IOException unreadable) {
            LOG.warn("Could not see whether PostgreSQL is running: {}", unreadable.getMessage());
            return true;
        }
    }

    /// False when it was tried often enough.
    private boolean startAgain() throws InterruptedException {
        long now = System.nanoTime();
        starts.removeIf(at -> now - at > WITHIN.toNanos());
        if (starts.size() == MOST_STARTS) {
            LOG.error(
                    "Regain's own PostgreSQL has died again after {} starts in {} minutes. Regain ends; see {}.",
                    MOST_STARTS,
                    WITHIN.toMinutes(),
                    server.log());
            return false;
        }
        starts.add(now);
        if (!waitsForRoom) {
            LOG.error("Regain's own PostgreSQL has died and is being started again; see {}.", server.log());
        }
        try {
            server.startAgain();
            waitsForRoom = false;
        } catch (IOException e) {
            didNotStart(e);
        }
        return true;
    }

    private void didNotStart(IOException e) {
        if (!isDiskFull()) {
            waitsForRoom = false;
            LOG.error("It did not start: {}", e.getMessage());
            return;
        }
        starts.removeLast();
        if (!waitsForRoom) {
            LOG.error(
                    "It does not start because its disk is full, and is tried again each second: make room; see {}.",
                    server.log());
        }
        waitsForRoom = true;
    }

    private boolean isDiskFull() {
        try {
            return server.isDiskFull();
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }
}
