package org.regain.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.UUID;
import org.regain.channel.DeliveryException;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.regain.support.Deadline;

/// A Twilio that says what it is told to, and our way of asking it.
abstract class TwilioScene extends ProviderScene {

    static final String ACCOUNT = TestTexts.ACCOUNT;
    static final String TOKEN = TestTexts.TOKEN;
    static final Text TEXT = new Text(
            new UUID(0, 7), TestTexts.NUMBER, "12345678 是您的验证码 & «más» 100%+\n\n@id.contoso.example #12345678");

    SmsChannel channel(String from) {
        return channel(from, Deadline.HANGING);
    }

    SmsChannel channel(String from, Duration longestReplying) {
        return new TwilioSmsChannel(
                new ProviderHttp(Deadline.HANGING, longestReplying), provider.url(""), ACCOUNT, TOKEN, from);
    }

    DeliveryException refusal() {
        return refusal(channel("+34600000000"));
    }

    static DeliveryException refusal(SmsChannel channel) {
        DeliveryException refusal = catchThrowableOfType(DeliveryException.class, () -> channel.send(TEXT));
        assertThat(refusal).isNotNull().hasNoCause();
        assertThat(refusal.toString()).doesNotContain("612345612", "12345678", TOKEN);
        return refusal;
    }
}
