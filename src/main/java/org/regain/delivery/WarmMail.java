package org.regain.delivery;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.regain.account.Language;
import org.regain.channel.EmailAddress;
import org.regain.channel.Mail;
import org.regain.secret.Code;
import org.regain.start.Warming;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Writes a mail in each language and throws it away.
@Component
class WarmMail implements Warming {

    private static final EmailAddress NOBODY = new EmailAddress("nobody@regain.invalid");

    private final MailWriter writer;
    private final ObjectProvider<SmtpEmailChannel> smtp;
    private final SecureRandom random;
    private final Clock clock;

    WarmMail(MailWriter writer, ObjectProvider<SmtpEmailChannel> smtp, SecureRandom random, Clock clock) {
        this.writer = writer;
        this.smtp = smtp;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "a mail";
    }

    @Override
    public void warm() throws MessagingException, IOException {
        for (Language language : Language.values()) {
            var to = new Recipient.Mailbox(NOBODY, language.locale());
            var code = new Message.IssuedCode(to, CodePurpose.RECOVERY, Code.random(random, 8), clock.instant());
            Mail mail = writer.write(new UUID(0, 0), code, to);
            // The demo has a channel of its own.
            SmtpEmailChannel channel = smtp.getIfAvailable();
            if (channel != null) {
                channel.message(mail).writeTo(OutputStream.nullOutputStream());
            }
        }
    }
}
