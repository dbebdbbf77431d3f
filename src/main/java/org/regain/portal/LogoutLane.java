package org.regain.portal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.settings.RegainSettings;
import org.regain.start.Warming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Tells portals of sessions that are over, for as long as the application runs; any node may. What a node has claimed and not settled
/// when it dies, another one sends, perhaps for the second time, which harms nobody.
@Component
@Profile("!command")
class LogoutLane implements SmartLifecycle, Warming {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;
    private static final Logger LOG = LoggerFactory.getLogger(LogoutLane.class);

    private final LogoutQueue queue;
    private final LogoutTokens tokens;
    private final BackChannel channel;
    private final boolean onThisMachine;
    private volatile boolean open;
    private @Nullable Thread looking;

    LogoutLane(LogoutQueue queue, LogoutTokens tokens, BackChannel channel, RegainSettings settings) {
        this.queue = queue;
        this.tokens = tokens;
        this.channel = channel;
        this.onThisMachine = Issuer.of(settings).isOnThisMachine();
    }

    @Override
    public void start() {
        // First: the thread may run before it is known here.
        open = true;
        looking = Thread.ofVirtual().name("portal logouts").start(this::look);
    }

    /// Claims no more, and waits for what is being sent.
    @Override
    public void stop() {
        open = false;
        var thread = looking;
        try {
            if (thread != null) {
                thread.join(LONGEST_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private void look() {
        try {
            while (open) {
                var due = claim();
                var sending = due.stream()
                        .map(one -> Thread.ofVirtual().name("tell a portal").start(() -> tell(one)))
                        .toList();
                for (var one : sending) {
                    one.join();
                }
                if (due.size() < AT_ONCE) {
                    Thread.sleep(LOOK_EVERY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<LogoutQueue.Due> claim() {
        try {
            return queue.claim(AT_ONCE);
        } catch (DataAccessException e) {
            LOG.warn(
                    "What portals are to be told can't be read, trying again ({})",
                    e.getClass().getSimpleName());
            return List.of();
        }
    }

    /// A refusal may be mended at the portal within the day, so all are tried again.
    private void tell(LogoutQueue.Due due) {
        try {
            var failure = channel.post(due.to(), "logout_token=" + tokens.of(due), onThisMachine);
            if (failure != null) {
                LOG.info("{} was not told of a session that is over: {}", due.clientId(), failure);
            }
            queue.settle(due, failure, true);
        } catch (RuntimeException e) {
            LOG.warn("{} is told again later ({})", due.clientId(), e.getClass().getSimpleName());
        }
    }

    @Override
    public String what() {
        return "a token for a portal";
    }

    @Override
    public void warm() {
        for (var algorithm : List.of("ES256", "RS256")) {
            tokens.of(new LogoutQueue.Due(new UUID(0, 0), 0, "nobody", URI.create("/"), algorithm, "nobody", "none"));
        }
    }
}
