package org.regain.delivery;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.regain.secret.Opener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// One claimed row on its way: opened, worded, handed to the channel. No transaction is open meanwhile.
///
/// Exceptions from here on are reported by kind only: their messages may repeat an address, or more.
@Component
class Delivery {

    /// Longer than a server that keeps to the SMTP timeouts takes (three times 10 s), well within the lease. Timeouts alone
    /// don't bound a server that answers a byte at a time.
    static final Duration LONGEST_SENDING = Duration.ofSeconds(45);

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Opener opener;
    private final MailWriter writer;
    private final EmailChannel channel;
    private final Clock clock;
    private final Duration longestSending;

    @Autowired
    Delivery(Opener opener, MailWriter writer, EmailChannel channel, Clock clock) {
        this(opener, writer, channel, clock, LONGEST_SENDING);
    }

    Delivery(Opener opener, MailWriter writer, EmailChannel channel, Clock clock, Duration longestSending) {
        this.opener = opener;
        this.writer = writer;
        this.channel = channel;
        this.clock = clock;
        this.longestSending = longestSending;
    }

    Outcome deliver(ClaimedRow row) throws InterruptedException {
        Message message;
        try {
            byte[] payload = opener.open(row.sealed(), JdbcOutbox.sealingContext(row.id()));
            message = Payload.read(payload, row.expiresAt());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            // Tried again rather than failed: a node with the wrong keys mustn't burn what another one can open.
            log.error("Outbox row {} can't be opened with this node's keys ({})", row.id(), kind(e));
            return BackOff.after(row, "unreadable", clock.instant());
        }
        return switch (message) {
            case Message.Decoy _ -> new Outcome.Dropped();
            case Message.Addressed addressed -> send(row, addressed);
        };
    }

    private Outcome send(ClaimedRow row, Message.Addressed message) throws InterruptedException {
        try {
            Mail mail = writer.write(row.id(), message);
            withinTheLease(mail);
            log.debug("Mail {} was accepted", row.id());
            return new Outcome.Sent();
        } catch (DeliveryException e) {
            log.warn("Mail {} was not accepted: {}", row.id(), e.failure());
            return e.isPermanent() ? new Outcome.Failed(e.failure()) : BackOff.after(row, e.failure(), clock.instant());
        } catch (TimeoutException e) {
            log.warn("Mail {} was given up after {}", row.id(), longestSending);
            return BackOff.after(row, "slow", clock.instant());
        }
    }

    private void withinTheLease(Mail mail) throws DeliveryException, TimeoutException, InterruptedException {
        // Closing waits, so that a send that was given up has ended before its row can be claimed again.
        try (ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sent = sending.submit(() -> {
                channel.send(mail);
                return null;
            });
            try {
                sent.get(longestSending.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof DeliveryException refused
                        ? refused
                        : DeliveryException.transientFailure(kind(e));
            } finally {
                // An interrupt closes the socket on which a virtual thread waits.
                sent.cancel(true);
            }
        }
    }

    private static String kind(Throwable e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getSimpleName();
    }
}
