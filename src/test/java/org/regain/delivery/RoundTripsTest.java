package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.Channel;
import org.regain.support.CountingSockets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How often putting messages waits for the database: counted as the times the driver reads after it has written.
@ResourceLock(OutboxDatabase.LOCK)
class RoundTripsTest {

    @Test
    void manyMessagesAreOneRoundTrip() {
        try (Delivering delivering = new Delivering();
                var pool = OutboxDatabase.pool("regain_app", CountingSockets.class)) {
            Outbox outbox = delivering.outbox(JdbcClient.create(pool));
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            List<Message> five = List.of(
                    delivering.code(),
                    delivering.claimLink(),
                    delivering.notice(NoticeKind.PASSWORD_RESET),
                    delivering.notice(NoticeKind.ACCOUNT_LOCKED),
                    delivering.decoy(Channel.EMAIL));
            transaction.executeWithoutResult(_ -> {
                // A new connection asks once for the types it meets.
                outbox.put(five);
                int before = CountingSockets.all(OutboxDatabase.name());
                outbox.put(five);
                assertThat(CountingSockets.all(OutboxDatabase.name()) - before).isEqualTo(1);
            });
        }
        assertThat(OutboxDatabase.rows()).hasSize(10);
    }
}
