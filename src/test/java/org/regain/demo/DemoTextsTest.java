package org.regain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.regain.account.PhoneNumber;
import org.regain.channel.Channel;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// The demo's telephones.
class DemoTextsTest {

    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Text TEXT =
            new Text(new UUID(0, 1), new PhoneNumber("+34612345612"), "12345678 is your code\n\n@localhost #12345678");

    private final ApplicationContextRunner demo = new ApplicationContextRunner()
            .withBean(Clock.class, () -> Clock.fixed(NOON, ZoneOffset.UTC))
            .withUserConfiguration(DemoInbox.class, DemoTexts.class);

    private final ApplicationContextRunner withProfile =
            demo.withInitializer(context -> context.getEnvironment().setActiveProfiles("demo"));

    @Test
    @Timeout(60)
    void aTextShowsInTheInboxAsATextToItsNumber() {
        withProfile.run(context -> {
            context.getBean(SmsChannel.class).send(TEXT);

            var inbox = context.getBean(DemoInbox.class);
            assertThat(inbox.all())
                    .containsExactly(
                            new DemoInbox.Arrived(TEXT.id(), Channel.SMS, "+34612345612", null, TEXT.words(), NOON));
            assertThat(inbox.await("+34612345612", List.of(), Duration.ofSeconds(1))
                            .text())
                    .isEqualTo(TEXT.words());
        });
    }

    @Test
    void aProviderTakesItsPlace() {
        withProfile
                .withPropertyValues("regain.sms.provider=twilio")
                .run(context -> assertThat(context).doesNotHaveBean(SmsChannel.class));
    }

    @Test
    void withoutTheProfileThereIsNone() {
        demo.run(context -> assertThat(context).doesNotHaveBean(SmsChannel.class));
    }
}
