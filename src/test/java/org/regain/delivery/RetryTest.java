package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.EmailChannel;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Mails that aren't accepted at the first try.
@ResourceLock(OutboxDatabase.LOCK)
class RetryTest {

    private final Delivering delivering = new Delivering();

    @AfterEach
    void close() {
        delivering.close();
    }

    private SmtpEmailChannel channel(JavaMailSenderImpl client) {
        return new SmtpEmailChannel(client, "no-reply@contoso.example", delivering.clock);
    }

    @Test
    void aRefusedRecipientFailsForGood() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().replyingTo("RCPT", "550 5.1.1 <ana@contoso.example>: unknown")) {
            delivering.put(delivering.code());
            delivering.dispatcher(channel(server.client()));
            await().until(() -> OutboxDatabase.count("FAILED") == 1);

            assertThat(OutboxDatabase.row())
                    .containsEntry("sealed", null)
                    .containsEntry("attempts", 1)
                    // Nothing of the server's own words, which repeat the address.
                    .containsEntry("failure", "smtp 550");
            delivering.clock.advance(Duration.ofMinutes(5));
            delivering.ring();
            assertThat(server.commands("RCPT")).hasSize(1);
        }
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().replyingTo("RCPT", "451 4.7.1 later")) {
            delivering.put(delivering.code());
            delivering.dispatcher(channel(server.client()));
            await().until(() -> "smtp 451".equals(OutboxDatabase.row().get("failure")));

            server.replyingTo("RCPT", "250 fine");
            delivering.clock.advance(Duration.ofSeconds(2));
            await().until(() -> OutboxDatabase.count("SENT") == 1);
        }
    }

    @Test
    void aWrongPasswordOfOursFailsNoMailForGood() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()
                .replyingTo("EHLO", "250-scripted\r\n250 AUTH PLAIN")
                .replyingTo("AUTH", "535 5.7.8 no")) {
            JavaMailSenderImpl client = server.client();
            client.setUsername("regain");
            client.setPassword("wrong");
            client.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
            delivering.put(delivering.code());
            delivering.dispatcher(channel(client));

            await().until(() ->
                    "smtp authentication".equals(OutboxDatabase.row().get("failure")));
            assertThat(OutboxDatabase.row()).containsEntry("state", "QUEUED");
        }
    }

    @Test
    void anUnreachableServerIsTriedAgainUntilTheCodeExpires() throws Exception {
        JavaMailSenderImpl nobody;
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            nobody = server.client();
        }
        AtomicInteger tries = new AtomicInteger();
        EmailChannel smtp = channel(nobody);
        delivering.put(delivering.code());
        Instant expiry = delivering.inTenMinutes();
        delivering.dispatcher(mail -> {
            tries.incrementAndGet();
            assertThat(delivering.clock.instant()).isBefore(expiry);
            smtp.send(mail);
        });

        int seen = 0;
        while (OutboxDatabase.count("QUEUED") == 1 && seen < 100) {
            int before = seen++;
            await().until(() -> OutboxDatabase.OWNER
                    .sql("select attempts > ? and leased_until is null from regain.outbox")
                    .param(before)
                    .query(Boolean.class)
                    .single());
            Instant next = notBefore();
            delivering.clock.advance(Duration.between(delivering.clock.instant(), next));
            delivering.ring();
        }

        assertThat(OutboxDatabase.row())
                .containsEntry("state", "EXPIRED")
                .containsEntry("sealed", null)
                .containsEntry("failure", "unreachable");
        assertThat(tries.get()).isBetween(10, 20);
    }

    private static Instant notBefore() {
        return OutboxDatabase.OWNER
                .sql("select not_before from regain.outbox")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void theWaitsGrowAndEndWithTheMessage() {
        Instant start = delivering.clock.instant();
        ClaimedRow code = row(1, start, Duration.ofMinutes(10));
        assertThat(RetryDelay.after(code, "x", start)).isEqualTo(new Outcome.Postponed(start.plusSeconds(2), "x"));
        assertThat(RetryDelay.after(row(4, start, Duration.ofMinutes(10)), "x", start))
                .isEqualTo(new Outcome.Postponed(start.plusSeconds(45), "x"));
        assertThat(RetryDelay.after(row(99, start, Duration.ofMinutes(10)), "x", start))
                .isEqualTo(new Outcome.Postponed(start.plusSeconds(60), "x"));
        assertThat(RetryDelay.after(row(99, start, Duration.ofDays(3)), "x", start))
                .isEqualTo(new Outcome.Postponed(start.plus(Duration.ofMinutes(15)), "x"));
        assertThat(RetryDelay.after(code, "x", start.plusSeconds(598))).isEqualTo(new Outcome.Expired("x"));
    }

    private static ClaimedRow row(int attempt, Instant created, Duration life) {
        return new ClaimedRow(
                new UUID(0, attempt),
                created,
                created.plus(life),
                new byte[0],
                attempt,
                created.plusSeconds(120),
                null);
    }

    @Test
    void whatExpiredIsErasedUnsent() {
        Pigeonhole mails = new Pigeonhole();
        delivering.put(delivering.code());
        delivering.clock.advance(Duration.ofMinutes(10));
        delivering.dispatcher(mails);

        await().until(() -> OutboxDatabase.count("EXPIRED") == 1);
        assertThat(OutboxDatabase.row()).containsEntry("sealed", null);
        assertThat(mails.mails).isEmpty();
    }

    @Test
    void aServerThatDripsIsGivenUpWithinTheLease() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().dripping();
                HikariDataSource pool = OutboxDatabase.pool("regain_mailer")) {
            delivering.put(delivering.code());
            Dispatcher dispatcher = delivering.dispatcher(pool, channel(server.client()), Duration.ofMillis(800));

            await().until(() -> "slow".equals(OutboxDatabase.row().get("failure")));
            await().until(() -> server.lines.contains("[gone]"));
            dispatcher.stop();
        }
    }

    @Test
    void theLeaseOutlastsTheLongestSending() {
        assertThat(Dispatcher.LEASE).isGreaterThan(Delivery.LONGEST_SENDING.plusSeconds(30));
        assertThat(Delivery.LONGEST_SENDING).isGreaterThan(Duration.ofSeconds(30));
    }
}
