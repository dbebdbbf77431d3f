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
import org.regain.channel.Channel;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailChannel;
import org.regain.channel.Mail;
import org.regain.channel.Text;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Mails and texts as they would arrive, kept in memory until the demo stops. With `spring.mail.host` set mails go there as
/// well, and are here whether that server takes them or not.
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

    /// A message and when it came.
    ///
    /// @param to an address or a number
    /// @param subject null in a text, which has none
    record Arrived(
            UUID id, Channel channel, String to, @Nullable String subject, String text, Instant at) {}

    @Override
    public void send(Mail mail) throws DeliveryException {
        keep(new Arrived(mail.id(), Channel.EMAIL, mail.to().value(), mail.subject(), mail.text(), clock.instant()));
        if (smtp != null && !quiet()) {
            smtp.send(mail);
        }
    }

    @Override
    public void rehearse(Mail mail) throws DeliveryException {
        if (smtp != null) {
            smtp.rehearse(mail);
        }
    }

    @Override
    public boolean answers() {
        return smtp == null || quiet() || smtp.answers();
    }

    /// Whether mails go to a server as well, and it does not take any now.
    boolean waits() {
        return smtp != null && !smtp.answers();
    }

    void arrive(Text text) {
        keep(new Arrived(text.id(), Channel.SMS, text.to().text(), null, text.words(), clock.instant()));
    }

    /// While the demo's people are made their mails come here only.
    synchronized void quiet(boolean quiet) {
        this.quiet = quiet;
    }

    /// Newest first.
    synchronized List<Arrived> all() {
        return List.copyOf(arrived);
    }

    synchronized Optional<Arrived> find(UUID id) {
        return arrived.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /// Waits for a message to this address or number other than those in `seen`.
    synchronized Arrived await(String address, List<UUID> seen, Duration longest) throws InterruptedException {
        var until = System.nanoTime() + longest.toNanos();
        while (true) {
            var message = arrived.stream()
                    .filter(it -> it.to().equals(address) && !seen.contains(it.id()))
                    .findFirst();
            if (message.isPresent()) {
                return message.get();
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("No message came to " + address);
            }
            wait(100);
        }
    }

    private synchronized boolean quiet() {
        return quiet;
    }

    /// Once, however often it is tried.
    private synchronized void keep(Arrived message) {
        if (arrived.stream().anyMatch(it -> it.id().equals(message.id()))) {
            return;
        }
        arrived.addFirst(message);
        if (arrived.size() > KEPT) {
            arrived.removeLast();
        }
        notifyAll();
    }
}
