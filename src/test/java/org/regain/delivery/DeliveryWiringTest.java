package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.Channels;
import org.regain.channel.EmailChannel;
import org.regain.channel.SmsChannel;
import org.regain.limits.Limits;
import org.regain.secret.Macs;
import org.regain.secret.Opener;
import org.regain.secret.Sealer;
import org.regain.settings.RegainSettings;
import org.regain.support.ScriptedProvider;
import org.regain.tally.Tally;
import org.regain.texts.TextsAllowed;
import org.regain.trace.Trace;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The package as the application puts it together.
@ResourceLock(OutboxDatabase.LOCK)
class DeliveryWiringTest {

    private final Delivering delivering = new Delivering();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Scan.class)
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
            .withBean(JdbcClient.class, () -> JdbcClient.create(OutboxDatabase.APP))
            .withBean("mailerDataSource", DataSource.class, () -> OutboxDatabase.pool("regain_mailer"))
            .withBean(Sealer.class, () -> delivering.sealer)
            .withBean(Opener.class, () -> delivering.opener)
            .withBean(SecureRandom.class, () -> Delivering.RANDOM)
            .withBean(Limits.class, () -> delivering.limits)
            .withBean(Macs.class, () -> (purpose, parts) -> parts[0])
            .withBean(Clock.class, () -> delivering.clock)
            .withBean(Tally.class, () -> Tally.NOTHING)
            .withBean(Trace.class, () -> Trace.NOTHING)
            .withBean(NoArgGenerator.class, () -> Generators.timeBasedEpochGenerator(Delivering.RANDOM))
            .withPropertyValues(
                    "regain.base-url=" + Delivering.ORIGIN,
                    "regain.mail.from=no-reply@contoso.example",
                    "regain.organisation.name=Contoso",
                    "regain.organisation.admin=marta@contoso.example");

    @Test
    void aMessageGoesOutBySmtpWhenAServerIsSet() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            application
                    .withPropertyValues(
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + server.client().getPort(),
                            "spring.mail.properties.mail.debug=true")
                    .run(context -> {
                        Outbox outbox = context.getBean(Outbox.class);
                        delivering.transaction.executeWithoutResult(_ -> outbox.put(List.of(delivering.code())));
                        await().until(() -> OutboxDatabase.count("SENT") == 1);
                    });
            assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<ana@contoso.example>");
        }
    }

    @Test
    void anotherChannelTakesItsPlaceWhenNoServerIsSet() {
        application.withBean(Pigeonhole.class).run(context -> {
            assertThat(context).doesNotHaveBean(SmtpEmailChannel.class);
            assertThat(context.getBean(Dispatcher.class).isRunning()).isTrue();
        });
    }

    @Test
    void withoutAnyChannelTheStartIsRefused() {
        application.run(context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining(EmailChannel.class.getName()));
    }

    @Test
    void aTextGoesOutToTheProviderThatIsSet() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            application
                    .withBean(Pigeonhole.class)
                    .withPropertyValues(
                            "regain.sms.provider=twilio",
                            "regain.sms.url=" + provider.url(""),
                            "regain.sms.account=AC0123456789abcdef0123456789abcdef",
                            "regain.sms.token=hunter2",
                            "regain.sms.from=+34600000000",
                            "regain.sms.countries=ES, CN")
                    .run(context -> {
                        assertThat(context.getBean(Channels.class).texts()).isTrue();
                        assertThat(context.getBean(TextsAllowed.class).to(Delivering.NUMBER))
                                .isTrue();
                        Outbox outbox = context.getBean(Outbox.class);
                        delivering.transaction.executeWithoutResult(
                                _ -> outbox.put(List.of(delivering.texted("12345678"))));
                        await().until(() -> OutboxDatabase.count("SENT") == 1);
                    });
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Test
    void aTextGoesOutToAnyProviderByItsTemplate() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            application
                    .withBean(Pigeonhole.class)
                    .withPropertyValues(
                            "regain.sms.provider=http",
                            "regain.sms.url=" + provider.url("/send"),
                            "regain.sms.headers=Authorization: Bearer {token}",
                            "regain.sms.token=hunter2",
                            "regain.sms.body={\"to\":\"{to}\",\"text\":\"{text}\"}",
                            "regain.sms.countries=ES")
                    .run(context -> {
                        Outbox outbox = context.getBean(Outbox.class);
                        delivering.transaction.executeWithoutResult(
                                _ -> outbox.put(List.of(delivering.texted("12345678"))));
                        await().until(() -> OutboxDatabase.count("SENT") == 1);
                    });
            assertThat(provider.requests())
                    .singleElement()
                    .satisfies(it -> assertThat(it.headers()).containsEntry("Authorization", "Bearer hunter2"));
        }
    }

    @Test
    void withoutAProviderNoTextsAreSent() {
        application.withBean(Pigeonhole.class).run(context -> {
            assertThat(context).doesNotHaveBean(SmsChannel.class);
            assertThat(context.getBean(Channels.class).texts()).isFalse();
        });
    }

    @Configuration
    @EnableConfigurationProperties(RegainSettings.class)
    @ComponentScan({"org.regain.delivery", "org.regain.channel", "org.regain.texts", "org.regain.account"})
    static class Scan {}
}
