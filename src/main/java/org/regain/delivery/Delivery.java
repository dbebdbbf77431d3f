package org.regain.delivery;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.regain.channel.Channel;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailChannel;
import org.regain.channel.Mail;
import org.regain.secret.Opener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// One claimed row on its way: opened, worded, handed to its channel. No transaction is open meanwhile.
///
/// Exceptions from here on are reported by kind only: their messages may repeat an address, or more.
@Component
class Delivery {

    /// Longer than a server that keeps to the timeouts takes (three times 10 s by SMTP, 30 s by HTTP), well within the lease.
    static final Duration LONGEST_SENDING = Duration.ofSeconds(45);

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Opener opener;
    private final MailWriter writer;
    private final EmailChannel mails;
    private final Texts texts;
    private final Clock clock;
    private final Deadline deadline;

    @Autowired
    Delivery(Opener opener, MailWriter writer, EmailChannel mails, Texts texts, Clock clock) {
        this(opener, writer, mails, texts, clock, LONGEST_SENDING);
    }

    Delivery(Opener opener, MailWriter writer, EmailChannel mails, Texts texts, Clock clock, Duration longestSending) {
        this.opener = opener;
        this.writer = writer;
        this.mails = mails;
        this.texts = texts;
        this.clock = clock;
        this.deadline = new Deadline(longestSending);
    }

    Delivered deliver(ClaimedRow row) throws InterruptedException {
        Message message;
        try {
            byte[] payload = opener.open(row.sealed(), JdbcOutbox.sealingContext(row.id()));
            message = Payload.read(payload, row.expiresAt());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            // Tried again rather than failed: a node with the wrong keys mustn't burn what another one can open.
            log.error(
                    "Outbox row {} can't be opened with this node's keys ({})",
                    row.id(),
                    e.getClass().getSimpleName());
            return new Delivered(RetryDelay.after(row, "unreadable", clock.instant()), null);
        }
        return switch (message) {
            case Message.Decoy decoy -> {
                rehearse(row, decoy);
                yield new Delivered(new Outcome.Dropped(), null);
            }
            case Message.Addressed addressed -> new Delivered(send(row, addressed), Destination.of(addressed.to()));
        };
    }

    /// A mail that nobody gets is worded and written as one that somebody gets, so that whoever looks at pages meanwhile waits as long.
    private void rehearse(ClaimedRow row, Message.Decoy decoy) {
        if (decoy.channel() != Channel.EMAIL) {
            return;
        }
        try {
            mails.rehearse(writer.ofNobody(row.id(), decoy.expiresAt()));
        } catch (DeliveryException e) {
            log.warn("{} {} could not be written: {}", decoy.channel(), row.id(), e.failure());
        }
    }

    private Outcome send(ClaimedRow row, Message.Addressed message) throws InterruptedException {
        return switch (message.to()) {
            case Recipient.Mailbox to -> {
                Mail mail = writer.write(row.id(), message, to);
                yield send(row, message.channel(), () -> mails.send(mail));
            }
            case Recipient.Phone to -> {
                Outcome held = texts.hold(row, message, to);
                if (held != null) {
                    log.warn("SMS {} is not sent: {}", row.id(), held);
                    yield held;
                }
                yield send(row, message.channel(), () -> texts.send(row.id(), message, to));
            }
        };
    }

    private Outcome send(ClaimedRow row, Channel channel, Deadline.Talk talk) throws InterruptedException {
        try {
            deadline.keep(talk);
            log.debug("{} {} was accepted", channel, row.id());
            return new Outcome.Sent();
        } catch (DeliveryException e) {
            log.warn("{} {} was not accepted: {}", channel, row.id(), e.failure());
            return e.isPermanent()
                    ? new Outcome.Failed(e.failure())
                    : RetryDelay.after(row, e.failure(), e.notWithin(), clock.instant());
        } catch (TimeoutException e) {
            log.warn("{} {} was given up after {}", channel, row.id(), deadline.longest());
            return RetryDelay.after(row, "slow", clock.instant());
        }
    }
}
