package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.regain.account.PhoneNumber;
import org.regain.channel.Channel;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.regain.support.ScriptedProvider;
import org.regain.texts.TestTexts;

/// Texts on their whole way, from the row to the provider.
@Isolated
class TextDispatchTest {

    private final Delivering delivering = new Delivering();
    private final Telephones phones = new Telephones();
    private ScriptedProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new ScriptedProvider();
    }

    @AfterEach
    void close() throws IOException {
        delivering.close();
        provider.close();
    }

    private SmsChannel twilio() {
        return TestTexts.twilio(provider, Duration.ofSeconds(1), Duration.ofMillis(500));
    }

    @Test
    void aCodeToATelephoneIsTexted() {
        delivering.put(delivering.texted("12345678"));
        delivering.texting(phones);

        await().until(() -> OutboxDatabase.count("SENT") == 1);

        Text text = phones.texts.getFirst();
        assertThat(text.to()).isEqualTo(Delivering.NUMBER);
        assertThat(text.words()).startsWith("12345678 ").endsWith("@id.contoso.example #12345678");
        assertThat(OutboxDatabase.row())
                .containsEntry("id", text.id())
                .containsEntry("channel", "SMS")
                .containsEntry("sealed", null);
    }

    @Test
    void eachMessageGoesItsOwnWay() {
        Pigeonhole mails = new Pigeonhole();
        delivering.put(
                delivering.code(),
                delivering.texted("87654321"),
                delivering.decoy(Channel.EMAIL),
                delivering.decoy(Channel.SMS));
        delivering.both(mails, phones);

        await().until(() -> OutboxDatabase.count("QUEUED") == 0);

        assertThat(mails.mails).hasSize(1);
        assertThat(phones.texts).hasSize(1);
        assertThat(OutboxDatabase.count("DROPPED")).isEqualTo(2);
    }

    @Test
    void aRowWhoseChannelWasChangedStillGoesWhereItsAddressSays() {
        Pigeonhole mails = new Pigeonhole();
        delivering.put(delivering.code());
        OutboxDatabase.OWNER.sql("update regain.outbox set channel = 'SMS'").update();
        delivering.both(mails, phones);

        await().until(() -> OutboxDatabase.count("SENT") == 1);

        assertThat(mails.mails).hasSize(1);
        assertThat(phones.texts).isEmpty();
    }

    @Test
    void aProviderThatIsBusyIsAskedAgainWithTheSameRow() {
        provider.replying(429, "{\"code\":20429,\"message\":\"+34612345612\"}");
        delivering.put(delivering.texted("12345678"));
        delivering.texting(twilio());
        await().until(() -> "twilio 20429".equals(OutboxDatabase.row().get("failure")));

        provider.replying(201, "{}");
        delivering.clock.advance(Duration.ofSeconds(2));
        await().until(() -> OutboxDatabase.count("SENT") == 1);

        assertThat(provider.requests()).hasSize(2);
        assertThat(provider.requests().getFirst().body())
                .isEqualTo(provider.requests().getLast().body());
    }

    @Test
    void aNumberThatIsRefusedFailsForGood() {
        provider.replying(400, "{\"code\":21610,\"message\":\"+34612345612 has unsubscribed\"}");
        delivering.put(delivering.texted("12345678"));
        delivering.texting(twilio());

        await().until(() -> OutboxDatabase.count("FAILED") == 1);
        assertThat(OutboxDatabase.row())
                .containsEntry("sealed", null)
                .containsEntry("attempts", 1)
                // Nothing of the provider's own words, which repeat the number.
                .containsEntry("failure", "twilio 21610");
    }

    @Test
    void aProviderThatDripsIsGivenUpWithinTheLease() {
        provider.replying("HTTP/1.1 500 No\r\nContent-Length: 9999\r\n\r\n").dripping();
        delivering.put(delivering.texted("12345678"));
        delivering.texting(delivering.texts(twilio()), Duration.ofMillis(800));

        await().until(() -> "slow".equals(OutboxDatabase.row().get("failure")));
        await().until(() -> provider.requests().getLast().line().equals("[gone]"));
    }

    @Test
    void withoutAProviderATextFails() {
        delivering.put(delivering.texted("12345678"));
        delivering.dispatcher(new Pigeonhole());

        await().until(() -> OutboxDatabase.count("FAILED") == 1);
        assertThat(OutboxDatabase.row()).containsEntry("failure", "no provider");
    }

    @Test
    void aProviderThatHangsHoldsUpNoMail() {
        Pigeonhole mails = new Pigeonhole();
        var hanging = new CountDownLatch(1);
        delivering.put(IntStream.range(0, 20)
                .mapToObj(n -> new Message.IssuedCode(
                        new Recipient.Phone(
                                new PhoneNumber("+34%02d2345612".formatted(60 + n)), Delivering.ANAS_PHONE.locale()),
                        CodePurpose.RECOVERY,
                        delivering.code().code(),
                        delivering.inTenMinutes()))
                .toArray(Message[]::new));
        delivering.both(mails, _ -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        delivering.put(delivering.code());

        await().until(() -> mails.mails.size() == 1);
        hanging.countDown();
    }

    @Test
    void noLogHoldsANumberACodeOrASecret() throws Exception {
        try (EverythingLogged logged = new EverythingLogged()) {
            provider.replying(400, "{\"code\":21211,\"message\":\"The 'To' number +34612345612 hunter2\"}");
            delivering.put(delivering.texted("12345678"));
            delivering.texting(twilio());
            await().until(() -> OutboxDatabase.count("FAILED") == 1);
            provider.replying("HTTP/1.1 9");
            delivering.put(delivering.texted("12345678"));
            await().until(() -> OutboxDatabase.OWNER
                    .sql("select count(*) = 1 from regain.outbox where failure = 'unreachable'")
                    .query(Boolean.class)
                    .single());

            assertThat(logged.written())
                    .contains("twilio 21211", "unreachable")
                    .doesNotContain("612345612", "12345678", "hunter2", TestTexts.ACCOUNT);
        }
    }

    @Test
    void aTextThatDiedOnItsWayIsSentAfterItsLease() {
        delivering.put(delivering.texted("12345678"));
        UUID id = delivering
                .queue()
                .claim(Channel.SMS, delivering.clock.instant(), Dispatcher.LEASE, 1)
                .getFirst()
                .id();
        assertThat(delivering.queue().claim(Channel.SMS, delivering.clock.instant(), Dispatcher.LEASE, 1))
                .isEmpty();
        delivering.clock.advance(Dispatcher.LEASE);
        delivering.texting(phones);

        await().until(() -> OutboxDatabase.count("SENT") == 1);
        assertThat(phones.texts).singleElement().extracting(Text::id).isEqualTo(id);
    }
}
