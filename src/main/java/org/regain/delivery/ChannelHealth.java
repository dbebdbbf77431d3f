package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.channel.Channel;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailChannel;
import org.regain.channel.SmsChannel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Whether mails or texts are late just now, as far as this node can tell, for a page to say so to everybody.
///
/// It knows nothing of any message. It is fed by one thing alone, a look at whether the mail server or the provider takes
/// anything, which has no account, no recipient and no outcome in it. Somebody who asks for a message starts a look at once, and
/// looks each half minute for a quarter of an hour; a decoy starts them as a message does. So it says the same to whoever asks,
/// and what it says tells nobody whether an account exists (decision 32).
///
/// In memory, and each node's own. Safe for use by many threads.
@Component
public class ChannelHealth {

    /// A server that refuses is noticed as soon as it is looked at, one that hangs when the look is given up: within ten seconds
    /// of being asked for something either way.
    static final Duration LONGEST_LOOK = Duration.ofSeconds(8);

    /// How soon after a look somebody who asks starts another.
    static final Duration SOONEST_AGAIN = Duration.ofSeconds(5);

    static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /// A failure is news for so long: three looks, of which one has to succeed to end it sooner.
    static final Duration NEWS = Duration.ofSeconds(90);

    private static final Duration ASKED_FOR = Duration.ofMinutes(15);

    private final EmailChannel mails;
    private final @Nullable SmsChannel texts;
    private final DoorBell bell;
    private final Clock clock;
    private final Deadline longestLook;
    private final Map<Channel, Instant> silentAt = new ConcurrentHashMap<>();
    private final Map<Channel, Instant> lookedAt = new ConcurrentHashMap<>();
    private final Map<Channel, Thread> looking = new ConcurrentHashMap<>();

    @Autowired
    ChannelHealth(EmailChannel mails, ObjectProvider<SmsChannel> texts, DoorBell bell, Clock clock) {
        this(mails, texts, bell, clock, LONGEST_LOOK);
    }

    ChannelHealth(
            EmailChannel mails, ObjectProvider<SmsChannel> texts, DoorBell bell, Clock clock, Duration longestLook) {
        this.mails = mails;
        this.texts = texts.getIfAvailable();
        this.bell = bell;
        this.clock = clock;
        this.longestLook = new Deadline(longestLook);
    }

    /// Whether messages of this channel are likely to be late. False where nothing is known, and for a channel that there is
    /// not.
    public boolean delayed(Channel channel) {
        Instant silent = silentAt.get(channel);
        return silent != null && clock.instant().isBefore(silent.plus(NEWS));
    }

    /// Begins the looks that are due. Each has a thread of its own, so that a mail server that hangs hides no provider that does.
    ///
    /// @return the looks that began
    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
    List<Thread> look() {
        return Stream.of(Channel.values())
                .filter(channel -> !looking.containsKey(channel) && isDue(channel))
                .map(this::begin)
                .toList();
    }

    private boolean isDue(Channel channel) {
        Instant last = lookedAt.get(channel);
        Instant now = clock.instant();
        if (!bell.rangWithin(channel, ASKED_FOR)) {
            return false;
        }
        return last == null
                || !last.plus(LOOK_EVERY).isAfter(now)
                || (!last.plus(SOONEST_AGAIN).isAfter(now) && bell.rangSince(channel, last));
    }

    private Thread begin(Channel channel) {
        lookedAt.put(channel, clock.instant());
        Thread look = Thread.ofVirtual().name("look " + channel).unstarted(() -> look(channel));
        looking.put(channel, look);
        look.start();
        return look;
    }

    private void look(Channel channel) {
        try {
            if (answers(channel)) {
                silentAt.remove(channel);
            } else {
                silentAt.put(channel, clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.remove(channel);
        }
    }

    private boolean answers(Channel channel) throws InterruptedException {
        try {
            longestLook.keep(() -> {
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
