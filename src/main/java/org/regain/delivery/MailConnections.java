package org.regain.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Connections to the mail server, each kept for the next mail: a handshake, a greeting and a password for every one of thousands is what servers
/// limit, and takes longer than the mail. One that has waited for a while is closed with a goodbye, long before a server would (RFC 5321
/// § 4.5.3.2.7: five minutes), and so is one by which a mail was refused, since nobody knows what its server still has to say.
///
/// Safe for use by many threads; a connection is used by one at a time.
final class MailConnections implements AutoCloseable {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /// Mails by one connection, at most: as many as the SMTP service of Windows Server takes.
    private static final int MOST_MAILS = 20;

    private final JavaMailSenderImpl smtp;
    private final Duration longestWait;
    private final ConcurrentLinkedDeque<Kept> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean closed;

    /// @param mails that it was used for
    /// @param since when it was used last, by [System#nanoTime()]
    private record Kept(Transport transport, int mails, long since) {}

    /// @param longestWait for the next mail, about
    MailConnections(JavaMailSenderImpl smtp, Duration longestWait) {
        this.smtp = smtp;
        this.longestWait = longestWait;
    }

    /// A connection of its own, as the settings say.
    Transport connect() throws MessagingException {
        String protocol = Objects.requireNonNullElse(smtp.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL);
        Transport transport = smtp.getSession().getTransport(protocol);
        try {
            transport.connect(smtp.getHost(), smtp.getPort(), given(smtp.getUsername()), given(smtp.getPassword()));
        } catch (MessagingException e) {
            goodbye(transport);
            throw e;
        }
        return transport;
    }

    /// Returns when the server has taken the mail. Whatever happens afterwards, it has it.
    ///
    /// @param mail as it is to be sent, headers and all
    void send(MimeMessage mail) throws MessagingException {
        Kept kept = taken();
        try {
            send(mail, kept);
        } catch (SMTPSendFailedException refused) {
            // Some servers take so many mails by one connection and refuse the next at its sender: nothing of it was sent yet.
            if (kept.mails == 0 || !refused.getCommand().startsWith("MAIL")) {
                throw refused;
            }
            send(mail, another());
        }
    }

    private void send(MimeMessage mail, Kept kept) throws MessagingException {
        boolean taken = false;
        try {
            kept.transport.sendMessage(mail, mail.getAllRecipients());
            taken = true;
        } finally {
            if (taken && kept.mails + 1 < MOST_MAILS && !closed) {
                keep(kept.transport, kept.mails + 1);
            } else {
                goodbye(kept.transport);
            }
        }
    }

    /// One by which the server still answers, or a new one. No second one is asked: where the first is silent, so may the others be, and who waits
    /// for the mail waits for each.
    private Kept taken() throws MessagingException {
        Kept kept = idle.pollFirst();
        if (kept != null && !isOver(kept) && kept.transport.isConnected()) {
            return kept;
        }
        if (kept != null) {
            goodbye(kept.transport);
        }
        return another();
    }

    private Kept another() throws MessagingException {
        return new Kept(connect(), 0, System.nanoTime());
    }

    private void keep(Transport transport, int mails) {
        idle.addFirst(new Kept(transport, mails, System.nanoTime()));
        lookAfterThem();
    }

    private void lookAfterThem() {
        if (!idle.isEmpty() && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("mail connections").start(this::closeUntilNoneIsKept);
        }
    }

    private void closeUntilNoneIsKept() {
        try {
            while (!idle.isEmpty()) {
                Thread.sleep(longestWait.dividedBy(5));
                for (Kept kept : idle) {
                    if (isOver(kept) && idle.remove(kept)) {
                        goodbye(kept.transport);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            looking.set(false);
        }
        // One that came after the last look.
        lookAfterThem();
    }

    private boolean isOver(Kept kept) {
        return closed || System.nanoTime() - kept.since > longestWait.toNanos();
    }

    private static void goodbye(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // It is over all the same.
        }
    }

    private static @Nullable String given(@Nullable String setting) {
        return setting == null || setting.isEmpty() ? null : setting;
    }

    /// Those that wait. One by which a mail is being sent ends with it.
    @Override
    public void close() {
        closed = true;
        for (Kept kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            goodbye(kept.transport);
        }
    }
}
