package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.regain.channel.Channel;
import org.regain.support.TestPostgres;
import org.regain.watch.WaitingMessages.Waiting;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// For how long nobody has taken up a message: not how long the queue is, however many wait in it.
class WaitingMessagesTest {

    private final TestPostgres database = TestPostgres.fresh();
    private final JdbcClient root = JdbcClient.create(new SingleConnectionDataSource(database.asSuperuser(), true));
    private final WaitingMessages messages =
            new WaitingMessages(new SingleConnectionDataSource(database.asMailer(), true));

    WaitingMessagesTest() throws SQLException {}

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLongQueueIsTakenUpAsLongAsOneOfItIsBeingSent() {
        assertThat(messages.now()).isEmpty();
        waits("1 hour", null);
        waits("20 minutes", null);
        assertThat(email().untouched()).isBetween(3600.0, 3660.0);
        waits("15 minutes", "-90 seconds");
        assertThat(email().untouched()).as("one is being sent").isZero();
        assertThat(email().messages()).isEqualTo(3);
        assertThat(email().oldest()).isBetween(3600.0, 3660.0);
        root.sql(
                        "update regain.outbox set leased_until = regain.now() - interval '11 minutes' where leased_until is not null")
                .update();
        assertThat(email().untouched()).as("its node has died").isBetween(3600.0, 3660.0);
        root.sql("delete from regain.outbox where leased_until is null").update();
        assertThat(email().untouched()).as("from the end of its lease").isBetween(660.0, 720.0);
    }

    @Test
    void whatWaitsForItsNextTryIsNotUntouched() {
        waits("-5 minutes", null);
        assertThat(email().untouched()).isZero();
        assertThat(messages.now()).containsOnlyKeys(Channel.EMAIL);
    }

    private Waiting email() {
        Map<Channel, Waiting> now = messages.now();
        return now.getOrDefault(Channel.EMAIL, Waiting.nothing(Channel.EMAIL));
    }

    /// @param due ago
    /// @param leaseEnded ago, where somebody has taken it up
    private void waits(String due, @Nullable String leaseEnded) {
        root.sql("""
                        insert into regain.outbox (id, created_at, expires_at, channel, not_before, leased_until)
                        values (?, regain.now() - ?::interval, regain.now() + interval '3 days', 'EMAIL',
                                regain.now() - ?::interval, regain.now() - ?::interval)
                        """)
                .param(UUID.randomUUID())
                .param(due)
                .param(due)
                .param(leaseEnded)
                .update();
    }
}
