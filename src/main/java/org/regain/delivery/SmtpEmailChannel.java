package org.regain.delivery;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailAddress;
import org.regain.channel.EmailChannel;
import org.regain.channel.Mail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/// Mails by SMTP, exactly one recipient each.
///
/// Source: RFC 3834 § 5 (`Auto-Submitted`), RFC 2046 § 5.1.4 (plain text first), RFC 5322 § 3.6.4 (`Message-ID`).
@Component
@ConditionalOnProperty("spring.mail.host")
class SmtpEmailChannel implements EmailChannel, AutoCloseable {

    private final JavaMailSenderImpl smtp;
    private final MailConnections connections;
    private final InternetAddress from;
    private final Clock clock;
    private volatile boolean senderIsUnknown;

    /// @param from `name@host` or `Name <name@host>`
    SmtpEmailChannel(JavaMailSenderImpl smtp, @Value("${regain.mail.from}") String from, Clock clock) {
        this.smtp = SmtpRules.apply(smtp);
        this.connections = new MailConnections(smtp, MailConnections.LONGEST_WAIT);
        this.from = sender(from);
        this.clock = clock;
    }

    @Override
    public void send(Mail mail) throws DeliveryException {
        SmtpRules.silenceTheDialogue();
        MimeMessage message;
        try {
            message = message(mail);
        } catch (MessagingException e) {
            throw DeliveryException.permanent("not a mail");
        }
        try {
            connections.send(message);
        } catch (MessagingException e) {
            throw SmtpRefusal.of(e);
        }
    }

    @Override
    public void rehearse(Mail mail) throws DeliveryException {
        try {
            message(mail).writeTo(OutputStream.nullOutputStream());
        } catch (MessagingException | IOException e) {
            throw DeliveryException.permanent("not a mail");
        }
    }

    /// All of a dialogue but the mail: a greeting, our password where there is one, a mail announced from our own sender to our own
    /// sender, a goodbye. A server that asks to come back later (RFC 6647, greylisting; a full disk, a filter that is down) says so
    /// there, and nowhere sooner.
    @Override
    public boolean answers() {
        SmtpRules.silenceTheDialogue();
        try (Transport transport = connections.connect()) {
            return !(transport instanceof SMTPTransport server) || takesMails(server);
        } catch (MessagingException e) {
            return false;
        }
    }

    /// Where nobody has our sender's mailbox the server has answered all the same, and is not asked again until the next start:
    /// some hang up on whoever names strangers.
    private boolean takesMails(SMTPTransport server) throws MessagingException {
        if (server.simpleCommand("MAIL FROM:<" + from.getAddress() + ">") / 100 != 2) {
            return false;
        }
        if (senderIsUnknown) {
            return true;
        }
        int reply = server.simpleCommand("RCPT TO:<" + from.getAddress() + ">") / 100;
        senderIsUnknown = reply == 5;
        return reply == 2 || reply == 5;
    }

    MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = smtp.createMimeMessage();
        message.setFrom(from);
        message.setRecipients(RecipientType.TO, new Address[] {exactly(mail.to().value())});
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Content-Language", mail.locale().toLanguageTag());
        message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        message.saveChanges();
        // The same at each try, so that a mailbox can recognise a mail that came twice. Saving makes one up.
        message.setHeader("Message-ID", "<" + mail.id() + "@" + domain(from.getAddress()) + ">");
        return message;
    }

    private static BodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    /// One address, and the very bytes that were asked for: [EmailAddress] has seen to it, the mail library has to agree.
    private static InternetAddress exactly(String address) throws MessagingException {
        InternetAddress parsed = new InternetAddress(address, true);
        if (!address.equals(parsed.getAddress())) {
            throw new MessagingException("Read as another address");
        }
        return parsed;
    }

    private static InternetAddress sender(String setting) {
        try {
            InternetAddress parsed = new InternetAddress(setting, true);
            EmailAddress address = new EmailAddress(parsed.getAddress());
            return new InternetAddress(address.value(), parsed.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (MessagingException | java.io.UnsupportedEncodingException | IllegalArgumentException e) {
            throw new IllegalArgumentException("regain.mail.from has to be one address, name@host", e);
        }
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    @Override
    public void close() {
        connections.close();
    }
}
