package org.regain.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.delivery.DeliveryException;
import org.regain.delivery.EmailChannel;
import org.regain.delivery.Mail;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Mails as they would arrive, kept in memory until the demo stops. With `spring.mail.host` set they go there as well.
@Component
@Primary
@Profile("demo")
class DemoInbox implements EmailChannel {

    private static final int KEPT = 500;

    private final @Nullable EmailChannel smtp;
    private final Clock clock;
    private final Deque<Arrived> arrived = new ArrayDeque<>();
    private boolean quiet;

    DemoInbox(List<EmailChannel> others, Clock clock) {
        this.smtp = others.stream().findFirst().orElse(null);
        this.clock = clock;
    }

    /// A mail and when it came.
    record Arrived(Mail mail, Instant at) {

        UUID id() {
            return mail.id();
        }
    }

    @Override
    public void send(Mail mail) throws DeliveryException {
        if (smtp != null && !quiet()) {
            smtp.send(mail);
        }
        keep(mail);
    }

    /// While the demo's people are made their mails come here only.
    synchronized void quiet(boolean quiet) {
        this.quiet = quiet;
    }

    /// Newest first.
    synchronized List<Arrived> all() {
        return List.copyOf(arrived);
    }

    synchronized Optional<Mail> find(UUID id) {
        return arrived.stream()
                .filter(it -> it.id().equals(id))
                .map(Arrived::mail)
                .findFirst();
    }

    /// Waits for a mail to this address other than those in `seen`.
    synchronized Mail await(String address, List<UUID> seen, Duration longest) throws InterruptedException {
        var until = System.nanoTime() + longest.toNanos();
        while (true) {
            var mail = arrived.stream()
                    .map(Arrived::mail)
                    .filter(it -> it.to().value().equals(address) && !seen.contains(it.id()))
                    .findFirst();
            if (mail.isPresent()) {
                return mail.get();
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("No mail came to " + address);
            }
            wait(100);
        }
    }

    private synchronized boolean quiet() {
        return quiet;
    }

    private synchronized void keep(Mail mail) {
        arrived.addFirst(new Arrived(mail, clock.instant()));
        if (arrived.size() > KEPT) {
            arrived.removeLast();
        }
        notifyAll();
    }
}
