package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.channel.Channel;
import org.regain.channel.EmailChannel;
import org.regain.channel.Mail;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.regain.support.ScriptedProvider;
import org.regain.texts.TestTexts;
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
        look(health);
        assertThat(looks).hasValue(0);

        bell.ring(Channel.EMAIL);
        look(health);
        clock.advance(Duration.ofMinutes(14));
        look(health);
        assertThat(looks).hasValue(2);

        clock.advance(Duration.ofMinutes(1));
        look(health);
        assertThat(looks).hasValue(2);
    }

    @Test
    void whoAsksStartsALookAndTheNextIsHalfAMinuteLater() throws Exception {
        bell.ring(Channel.EMAIL);
        look(health);
        clock.advance(ChannelHealth.LOOK_EVERY.minusMillis(1));
        look(health);
        assertThat(looks).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        look(health);
        assertThat(looks).hasValue(2);

        clock.advance(ChannelHealth.SOONEST_AGAIN.minusMillis(1));
        bell.ring(Channel.EMAIL);
        look(health);
        assertThat(looks).as("a crowd that asks is one that asks").hasValue(2);
        clock.advance(Duration.ofMillis(1));
        look(health);
        assertThat(looks).hasValue(3);
    }

    @Test
    void aServerThatHangsIsNoticedWithinTenSecondsAndHidesNoProviderThatDoes() throws Exception {
        assertThat(ChannelHealth.LONGEST_LOOK.plusSeconds(1)).isLessThan(Duration.ofSeconds(10));
        try (var server = new ScriptedSmtp().replyingTo("GREETING", ScriptedSmtp.SILENCE)) {
            var smtp = new SmtpEmailChannel(server.client(), "no-reply@contoso.example", clock);
            SmsChannel texts = new SmsChannel() {
                @Override
                public void send(Text text) {
                    throw new AssertionError("A look sends nothing");
                }

                @Override
                public boolean answers() {
                    return false;
                }
            };
            var shorter = new ChannelHealth(smtp, Delivering.provider(texts), bell, clock, Duration.ofMillis(500));
            bell.ring(Channel.EMAIL);
            bell.ring(Channel.SMS);
            look(shorter);
            assertThat(shorter.delayed(Channel.EMAIL)).isTrue();
            assertThat(shorter.delayed(Channel.SMS)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL,451 4.3.0 later", "MAIL,452 4.3.1 full", "RCPT,450 4.2.0 greylisted", "RCPT,451 4.7.1 later"})
    void aServerThatAsksToComeBackLaterTakesNoMails(String command, String reply) throws Exception {
        try (var server = new ScriptedSmtp().replyingTo(command, reply)) {
            var smtp = new SmtpEmailChannel(server.client(), "no-reply@contoso.example", clock);
            assertThat(smtp.answers()).isFalse();
            server.fine();
            assertThat(smtp.answers()).isTrue();
            assertThat(server.commands("DATA")).isEmpty();
        }
    }

    /// Who is asked for strangers again and again takes us for somebody who guesses addresses.
    @Test
    void aServerThatDoesNotKnowOurSenderIsAskedForItOnce() throws Exception {
        try (var server = new ScriptedSmtp().replyingTo("RCPT", "550 5.1.1 unknown")) {
            var smtp = new SmtpEmailChannel(server.client(), "no-reply@contoso.example", clock);
            assertThat(smtp.answers()).isTrue();
            assertThat(smtp.answers()).isTrue();
            assertThat(server.commands("RCPT")).hasSize(1);
            assertThat(server.commands("MAIL")).hasSize(2);
        }
    }

    private static void look(ChannelHealth health) throws InterruptedException {
        for (var look : health.look()) {
            look.join();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNewsUntilItAnswersOrTheNewsIsOld() throws Exception {
        bell.ring(Channel.EMAIL);
        mailsAnswer = false;
        assertThat(health.delayed(Channel.EMAIL)).isFalse();
        look(health);
        assertThat(health.delayed(Channel.EMAIL)).isTrue();
        assertThat(health.delayed(Channel.SMS)).isFalse();

        mailsAnswer = true;
        clock.advance(ChannelHealth.LOOK_EVERY);
        look(health);
        assertThat(health.delayed(Channel.EMAIL)).isFalse();

        mailsAnswer = false;
        clock.advance(ChannelHealth.LOOK_EVERY);
        look(health);
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
            look(other);
            assertThat(looks).hasValue(1);

            delivering.clock.advance(Duration.ofMinutes(15));
            delivering.put(delivering.code());
            look(other);
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void aMailServerIsToldOfAMailAndSentNone() throws Exception {
        JavaMailSenderImpl client;
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            client = server.client();
            var smtp = new SmtpEmailChannel(client, "no-reply@contoso.example", clock);
            assertThat(smtp.answers()).isTrue();
            assertThat(server.commands("EHLO")).hasSize(1);
            assertThat(server.commands("MAIL")).containsExactly("MAIL FROM:<no-reply@contoso.example>");
            assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<no-reply@contoso.example>");
            assertThat(server.commands("DATA")).isEmpty();
            server.replyingTo("GREETING", "554 no");
            assertThat(smtp.answers()).isFalse();
        }
        assertThat(new SmtpEmailChannel(client, "no-reply@contoso.example", clock).answers())
                .isFalse();
    }

    @Test
    void aProviderIsConnectedToAndAskedNothing() throws Exception {
        ScriptedProvider provider = new ScriptedProvider();
        SmsChannel twilio = TestTexts.twilio(provider);
        var texting = new ChannelHealth(mails, Delivering.provider(twilio), bell, clock);
        bell.ring(Channel.SMS);
        look(texting);
        assertThat(texting.delayed(Channel.SMS)).isFalse();

        provider.close();
        clock.advance(ChannelHealth.LOOK_EVERY);
        look(texting);
        assertThat(texting.delayed(Channel.SMS)).isTrue();
        assertThat(provider.requests()).isEmpty();
    }
}
