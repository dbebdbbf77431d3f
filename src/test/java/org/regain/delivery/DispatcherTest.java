package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.Channel;
import org.regain.channel.DeliveryException;
import org.regain.channel.Mail;
import org.regain.support.Deadline;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who sends which row, and when.
@ResourceLock(OutboxDatabase.LOCK)
class DispatcherTest {

    private static final int MANY = 30;

    /// What as many would take whose dispatcher heard of none and only looked once a second: a slow machine does not.
    private static final Duration BY_LOOKING = Duration.ofSeconds(MANY);

    private final Delivering delivering = new Delivering();
    private final Pigeonhole mails = new Pigeonhole();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void aMessageIsMailedAtOnceWhenItsTransactionHasCommitted() {
        delivering.dispatcher(mails);
        delivering.put(delivering.code());
        await().until(() -> OutboxDatabase.count("SENT") == 1);

        long start = System.nanoTime();
        for (int i = 2; i <= 1 + MANY; i++) {
            int sent = i;
            delivering.put(delivering.code());
            await().pollInterval(Duration.ofMillis(5)).until(() -> OutboxDatabase.count("SENT") == sent);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BY_LOOKING.dividedBy(2));
    }

    @Test
    void aMessagePutByAnotherNodeIsFoundByLooking() {
        delivering.dispatcher(mails);
        Outbox otherNode = delivering.outbox(JdbcClient.create(OutboxDatabase.APP), new DoorBell(delivering.clock));

        delivering.transaction.executeWithoutResult(_ -> otherNode.put(List.of(delivering.code())));

        await().until(() -> mails.mails.size() == 1);
    }

    @Test
    void twoDispatchersNeverSendTheSameRow() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        delivering.put(IntStream.range(0, 400).mapToObj(_ -> delivering.code()).toArray(Message[]::new));

        delivering.dispatcher(mail -> slowly(mail, first));
        delivering.dispatcher(mail -> slowly(mail, second));
        await().until(() -> OutboxDatabase.count("SENT") == 400);

        assertThat(mails.timesEach())
                .hasSize(400)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(first).hasPositiveValue();
        assertThat(second).hasPositiveValue();
    }

    private void slowly(Mail mail, AtomicInteger count) throws DeliveryException {
        pause(Duration.ofMillis(5));
        count.incrementAndGet();
        mails.send(mail);
    }

    @Test
    void aSlowServerDoesNotHoldATransaction() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        delivering.put(delivering.code());
        delivering.dispatcher(_ -> {
            sending.countDown();
            awaitQuietly(goOn);
        });
        sending.await();

        assertThat(OutboxDatabase.OWNER
                        .sql(
                                "select count(*) from pg_stat_activity where usename = 'regain_mailer' and xact_start < now()"
                                        + " and state <> 'active'")
                        .query(Long.class)
                        .single())
                .isZero();
        // Fails at once if the row is locked.
        OutboxDatabase.OWNER
                .sql("select id from regain.outbox for update nowait")
                .query()
                .listOfRows();
        goOn.countDown();
        await().until(() -> OutboxDatabase.count("SENT") == 1);
    }

    @Test
    void aRowWhoseDispatcherDiedIsSentAfterItsLease() {
        delivering.put(delivering.code());
        OutboxQueue dying = delivering.queue();
        ClaimedRow claimed = dying.claim(Channel.EMAIL, delivering.clock.instant(), Dispatcher.LEASE, 1)
                .getFirst();

        delivering.clock.advance(Dispatcher.LEASE.minusMillis(1));
        delivering.dispatcher(mails);
        // Who has found a later one has passed this one by.
        delivering.put(delivering.code());
        await().until(() -> OutboxDatabase.count("SENT") == 1);
        assertThat(mails.mails).hasSize(1).first().extracting(Mail::id).isNotEqualTo(claimed.id());

        delivering.clock.advance(Duration.ofMillis(1));
        await().until(() -> OutboxDatabase.count("SENT") == 2);
        assertThat(mails.mails).hasSize(2).last().extracting(Mail::id).isEqualTo(claimed.id());
        assertThat(OutboxDatabase.rows())
                .filteredOn(row -> claimed.id().equals(row.get("id")))
                .singleElement()
                .extracting(row -> row.get("attempts"))
                .isEqualTo(2);
    }

    @Test
    void aDispatcherThatWakesAfterItsLeaseSettlesNothing() {
        delivering.put(delivering.code());
        OutboxQueue queue = delivering.queue();
        ClaimedRow stale = queue.claim(Channel.EMAIL, delivering.clock.instant(), Dispatcher.LEASE, 1)
                .getFirst();
        delivering.clock.advance(Dispatcher.LEASE);
        ClaimedRow current = queue.claim(Channel.EMAIL, delivering.clock.instant(), Dispatcher.LEASE, 1)
                .getFirst();

        Destination to = Destination.of(Delivering.ANA);
        queue.settle(stale, new Delivered(new Outcome.Failed("smtp 550"), to), delivering.clock.instant());
        assertThat(OutboxDatabase.row()).containsEntry("state", "QUEUED");
        queue.settle(current, new Delivered(new Outcome.Sent(), to), delivering.clock.instant());
        assertThat(OutboxDatabase.row()).containsEntry("state", "SENT").containsEntry("sealed", null);
        queue.settle(current, new Delivered(new Outcome.Sent(), to), delivering.clock.instant());
        assertThat(OutboxDatabase.counted()).containsExactly("EMAIL contoso.example SENT 1");
    }

    @Test
    void manyExpiredMessagesDelayNoOther() {
        delivering.put(IntStream.range(0, 200).mapToObj(_ -> delivering.code()).toArray(Message[]::new));
        delivering.clock.advance(Duration.ofMinutes(10));
        delivering.put(delivering.code());

        delivering.dispatcher(mails);

        // At one look a second, eight at a time, they would.
        await().atMost(Duration.ofSeconds(20)).until(() -> mails.mails.size() == 1);
        assertThat(OutboxDatabase.count("EXPIRED")).isEqualTo(200);
    }

    @Test
    void aDatabaseThatFailsIsTriedAgainAndTheMailIsSentOnce() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (HikariDataSource pool = OutboxDatabase.pool("regain_mailer")) {
            delivering.put(delivering.code());
            var database = new BreakableDataSource(pool, broken);
            Dispatcher dispatcher = delivering.dispatcher(
                    database,
                    mail -> {
                        broken.set(true);
                        mails.send(mail);
                    },
                    Delivery.LONGEST_SENDING);
            await().until(() -> database.refused() > 0);
            assertThat(mails.mails).isEmpty();
            broken.set(false);
            await().until(() -> mails.mails.size() == 1);
            var before = database.refused();
            await().until(() -> database.refused() > before);
            assertThat(OutboxDatabase.count("SENT")).isZero();
            broken.set(false);
            await().until(() -> OutboxDatabase.count("SENT") == 1);
            dispatcher.stop();
        }
        assertThat(mails.mails).hasSize(1);
    }

    @Test
    void stoppingWaitsForWhatIsBeingSent() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        delivering.put(delivering.code());
        Dispatcher dispatcher = delivering.dispatcher(mail -> {
            sending.countDown();
            pause(Duration.ofMillis(500));
            mails.send(mail);
        });
        sending.await();
        dispatcher.stop();
        assertThat(dispatcher.isRunning()).isFalse();
        assertThat(OutboxDatabase.count("SENT")).isEqualTo(1);
        // Would be shared by two that run.
        delivering.put(IntStream.range(0, MANY).mapToObj(_ -> delivering.code()).toArray(Message[]::new));
        delivering.dispatcher(mail -> pause(Duration.ofMillis(5)));
        await().until(() -> OutboxDatabase.count("SENT") == 1 + MANY);
        assertThat(mails.mails).hasSize(1);
    }

    private static void pause(Duration time) {
        awaitQuietly(new CountDownLatch(1), time);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        awaitQuietly(latch, Deadline.HANGING);
    }

    private static void awaitQuietly(CountDownLatch latch, Duration longest) {
        try {
            boolean _ = latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
