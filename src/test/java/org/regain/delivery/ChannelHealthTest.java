package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.support.ScriptedProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Whether a channel is late, found out without anybody's message.
@ResourceLock(OutboxDatabase.LOCK)
class ChannelHealthTest {

    private final SettableClock clock = new SettableClock();
    private final DoorBell bell = new DoorBell(clock);
    private final AtomicInteger looks = new AtomicInteger();
    private boolean mailsAnswer = true;

    private final EmailChannel mails = new EmailChannel() {
        @Override
        public void send(Mail mail) {
            throw new AssertionError("A look sends nothing");
        }

        @Override
        public boolean answers() {
            looks.incrementAndGet();
            return mailsAnswer;
        }
    };

    private final ChannelHealth health = new ChannelHealth(mails, Delivering.provider(null), bell, clock);

    @Test
    void itLooksWhileMessagesAreAskedForAndNotOtherwise() throws Exception {
        health.look();
        assertThat(looks).hasValue(0);

        bell.ring(Channel.EMAIL);
        health.look();
        clock.advance(Duration.ofMinutes(14));
        health.look();
        assertThat(looks).hasValue(2);

        clock.advance(Duration.ofMinutes(1));
        health.look();
        assertThat(looks).hasValue(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsNewsUntilItAnswersOrTheNewsIsOld() throws Exception {
        bell.ring(Channel.EMAIL);
        mailsAnswer = false;
        assertThat(health.delayed(Channel.EMAIL)).isFalse();
        health.look();
        assertThat(health.delayed(Channel.EMAIL)).isTrue();
        assertThat(health.delayed(Channel.SMS)).isFalse();

        mailsAnswer = true;
        health.look();
        assertThat(health.delayed(Channel.EMAIL)).isFalse();

        mailsAnswer = false;
        health.look();
        clock.advance(ChannelHealth.NEWS.minusMillis(1));
        assertThat(health.delayed(Channel.EMAIL)).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(health.delayed(Channel.EMAIL)).isFalse();
    }

    @Test
    void aDecoyStartsTheLooksAsAMessageDoes() throws Exception {
        try (Delivering delivering = new Delivering()) {
            var other = new ChannelHealth(mails, Delivering.provider(null), delivering.bell, delivering.clock);
            delivering.put(delivering.decoy(Channel.EMAIL));
            other.look();
            assertThat(looks).hasValue(1);

            delivering.clock.advance(Duration.ofMinutes(15));
            delivering.put(delivering.code());
            other.look();
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void aMailServerIsGreetedAndSentNothing() throws Exception {
        JavaMailSenderImpl client;
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            client = server.client();
            var smtp = new SmtpEmailChannel(client, "no-reply@contoso.example", clock);
            assertThat(smtp.answers()).isTrue();
            assertThat(server.commands("EHLO")).hasSize(1);
            assertThat(server.commands("MAIL")).isEmpty();
            server.replyingTo("GREETING", "554 no");
            assertThat(smtp.answers()).isFalse();
        }
        assertThat(new SmtpEmailChannel(client, "no-reply@contoso.example", clock).answers())
                .isFalse();
    }

    @Test
    void aProviderIsConnectedToAndAskedNothing() throws Exception {
        ScriptedProvider provider = new ScriptedProvider();
        SmsChannel twilio = new TwilioSmsChannel(new ProviderHttp(), provider.url(""), "AC", "t", "+34600000000");
        var texting = new ChannelHealth(mails, Delivering.provider(twilio), bell, clock);
        bell.ring(Channel.SMS);
        texting.look();
        assertThat(texting.delayed(Channel.SMS)).isFalse();

        provider.close();
        texting.look();
        assertThat(texting.delayed(Channel.SMS)).isTrue();
        assertThat(provider.requests()).isEmpty();
    }
}
