package org.regain.delivery;

import java.time.Clock;
import java.util.UUID;
import org.regain.account.Language;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailChannel;
import org.regain.start.Warming;
import org.springframework.stereotype.Component;

/// Writes a mail in each language and throws it away.
@Component
class WarmMail implements Warming {

    private final MailWriter writer;
    private final EmailChannel mails;
    private final Clock clock;

    WarmMail(MailWriter writer, EmailChannel mails, Clock clock) {
        this.writer = writer;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "a mail";
    }

    @Override
    public void warm() throws DeliveryException {
        for (Language language : Language.values()) {
            mails.rehearse(writer.ofNobody(new UUID(0, 0), clock.instant(), language));
        }
    }
}
