package org.regain.demo;

import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The demo's telephones: texts show in the inbox, unless there is a provider to send them.
@Component
@Profile("demo")
@ConditionalOnProperty(name = "regain.sms.provider", havingValue = "none", matchIfMissing = true)
class DemoTexts implements SmsChannel {

    private final DemoInbox inbox;

    DemoTexts(DemoInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void send(Text text) {
        inbox.arrive(text);
    }
}
