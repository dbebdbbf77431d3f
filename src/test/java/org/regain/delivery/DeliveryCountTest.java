package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.Channel;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailAddress;

/// What became of messages is counted, by where they went and never by whom to.
@ResourceLock(OutboxDatabase.LOCK)
class DeliveryCountTest {

    private final Delivering delivering = new Delivering();
    private final Pigeonhole mails = new Pigeonhole();
    private final Telephones phones = new Telephones();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void whatIsSentIsCountedByItsDomainOrCountryAndNoDecoyIs() {
        delivering.put(
                delivering.code(),
                mailTo("Li.Wei@CONTOSO.example"),
                mailTo("kim@home.example"),
                delivering.texted("12345678"),
                delivering.decoy(Channel.EMAIL),
                delivering.decoy(Channel.SMS));
        delivering.both(mails, phones);
        await().until(() -> OutboxDatabase.count("QUEUED") == 0);
        assertThat(OutboxDatabase.counted())
                .containsExactly("EMAIL contoso.example SENT 2", "EMAIL home.example SENT 1", "SMS ES SENT 1");
    }

    @Test
    void whatIsRefusedIsCountedOnceAndWhatIsTriedAgainNotYet() {
        delivering.put(delivering.code());
        delivering.dispatcher(_ -> {
            throw DeliveryException.transientFailure("smtp 451");
        });
        await().until(() -> "smtp 451".equals(OutboxDatabase.row().get("failure")));
        assertThat(OutboxDatabase.counted()).isEmpty();
        delivering.put(delivering.texted("12345678"));
        delivering.texting(text -> {
            throw DeliveryException.permanent("http 400");
        });
        await().until(() -> OutboxDatabase.count("FAILED") == 1);
        assertThat(OutboxDatabase.counted()).containsExactly("SMS ES FAILED 1");
    }

    @Test
    void manyToOneDomainAreAllCounted() {
        delivering.put(IntStream.range(0, 200).mapToObj(_ -> delivering.code()).toArray(Message[]::new));
        delivering.dispatcher(mails);
        delivering.dispatcher(mails);
        await().until(() -> OutboxDatabase.count("SENT") == 200);
        assertThat(OutboxDatabase.counted()).containsExactly("EMAIL contoso.example SENT 200");
    }

    private Message mailTo(String address) {
        return new Message.IssuedCode(
                new Recipient.Mailbox(new EmailAddress(address), Locale.ENGLISH),
                CodePurpose.RECOVERY,
                delivering.code().code(),
                delivering.inTenMinutes());
    }
}
