package org.regain.delivery;

import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.regain.secret.Sealer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The outbox as rows that only the dispatcher's key opens.
@Component
class JdbcOutbox implements Outbox {

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final NoArgGenerator ids;
    private final Clock clock;
    private final DoorBell bell;

    JdbcOutbox(JdbcTemplate jdbc, Sealer sealer, NoArgGenerator ids, Clock clock, DoorBell bell) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    public void put(List<Message> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A message is put into the outbox inside a transaction only");
        }
        if (messages.isEmpty()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        // The driver sends a batch as one round trip.
        jdbc.batchUpdate(
                """
                insert into regain.outbox (id, created_at, expires_at, channel, sealed, not_before)
                values (?, ?, ?, 'EMAIL', ?, ?)
                """,
                messages.stream().map(message -> row(message, now)).toList());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    private Object[] row(Message message, OffsetDateTime now) {
        UUID id = ids.generate();
        byte[] sealed = sealer.seal(Payload.of(message), sealingContext(id));
        return new Object[] {id, now, message.expiresAt().atOffset(ZoneOffset.UTC), sealed, now};
    }

    /// The row's id, so that a sealed column moved to another row doesn't open.
    static byte[] sealingContext(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
