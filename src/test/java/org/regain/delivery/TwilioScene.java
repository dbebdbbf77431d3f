package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.UUID;

/// A Twilio that says what it is told to, and our way of asking it.
abstract class TwilioScene extends ProviderScene {

    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String TOKEN = "hunter2";
    static final Text TEXT = new Text(
            new UUID(0, 7), Delivering.NUMBER, "12345678 是您的验证码 & «más» 100%+\n\n@id.contoso.example #12345678");

    SmsChannel channel(String from) {
        return new TwilioSmsChannel(
                new ProviderHttp(Duration.ofSeconds(1), Duration.ofMillis(500)),
                provider.url(""),
                ACCOUNT,
                TOKEN,
                from);
    }

    DeliveryException refusal() {
        DeliveryException refusal = catchThrowableOfType(
                DeliveryException.class, () -> channel("+34600000000").send(TEXT));
        assertThat(refusal).isNotNull().hasNoCause();
        assertThat(refusal.toString()).doesNotContain("612345612", "12345678", TOKEN);
        return refusal;
    }
}
