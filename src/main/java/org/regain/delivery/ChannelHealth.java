package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Whether mails or texts are late just now, as far as this node can tell, for a page to say so to everybody.
///
/// It knows nothing of any message. It is fed by one thing alone, a look each half minute at whether the mail server or the
/// provider answers at all, which has no account, address or outcome in it; that somebody asked for a message within the
/// last quarter of an hour starts the looks, and a decoy starts them as a message does. So it says the same to whoever
/// asks, and what it says tells nobody whether an account exists.
///
/// In memory, and each node's own. Safe for use by many threads.
@Component
public class ChannelHealth {

    private static final int LOOK_EVERY_SECONDS = 30;
    private static final Duration ASKED_FOR = Duration.ofMinutes(15);
    private static final Deadline LONGEST_LOOK = new Deadline(Duration.ofSeconds(12));

    /// A failure is news for so long: three looks, of which one has to succeed to end it sooner.
    static final Duration NEWS = Duration.ofSeconds(90);

    private final EmailChannel mails;
    private final @Nullable SmsChannel texts;
    private final DoorBell bell;
    private final Clock clock;
    private final Map<Channel, Instant> silentAt = new ConcurrentHashMap<>();

    ChannelHealth(EmailChannel mails, ObjectProvider<SmsChannel> texts, DoorBell bell, Clock clock) {
        this.mails = mails;
        this.texts = texts.getIfAvailable();
        this.bell = bell;
        this.clock = clock;
    }

    /// Whether messages of this channel are likely to be late. False where nothing is known, and for a channel that there is
    /// not.
    public boolean delayed(Channel channel) {
        Instant silent = silentAt.get(channel);
        return silent != null && clock.instant().isBefore(silent.plus(NEWS));
    }

    // At a fixed rate, which leaves the scheduler's own thread to others while this one waits for a server.
    @Scheduled(initialDelay = LOOK_EVERY_SECONDS, fixedRate = LOOK_EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void look() throws InterruptedException {
        for (Channel channel : Channel.values()) {
            if (!bell.rangWithin(channel, ASKED_FOR)) {
                continue;
            }
            if (answers(channel)) {
                silentAt.remove(channel);
            } else {
                silentAt.put(channel, clock.instant());
            }
        }
    }

    private boolean answers(Channel channel) throws InterruptedException {
        try {
            LONGEST_LOOK.keep(() -> {
                boolean answers = switch (channel) {
                    case EMAIL -> mails.answers();
                    case SMS -> texts == null || texts.answers();
                };
                if (!answers) {
                    throw DeliveryException.transientFailure("silent");
                }
            });
            return true;
        } catch (DeliveryException | TimeoutException silent) {
            return false;
        }
    }
}
