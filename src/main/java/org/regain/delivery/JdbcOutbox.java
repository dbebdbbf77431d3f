package org.regain.delivery;

import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The outbox as rows that only the dispatcher's key opens.
@Repository
class JdbcOutbox implements Outbox {

    private final JdbcClient app;
    private final Sealer sealer;
    private final NoArgGenerator ids;
    private final Clock clock;
    private final DoorBell bell;

    JdbcOutbox(JdbcClient app, Sealer sealer, NoArgGenerator ids, Clock clock, DoorBell bell) {
        this.app = app;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    public void put(List<Message> messages) {
        put(null, messages);
    }

    @Override
    public void put(UUID flow, Message code) {
        put(flow, List.of(code));
    }

    @Override
    public Optional<DeliveryStatus> status(UUID flow) {
        return app.sql("select regain.delivery_status(:flow)").param("flow", flow).query(String.class).list().stream()
                .filter(Objects::nonNull)
                .map(DeliveryStatus::valueOf)
                .findFirst();
    }

    private void put(@Nullable UUID flow, List<Message> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A message is put into the outbox inside a transaction only");
        }
        if (messages.isEmpty()) {
            return;
        }
        insert(flow, messages);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                messages.stream().map(Message::channel).distinct().forEach(bell::ring);
            }
        });
    }

    private void insert(@Nullable UUID flow, List<Message> messages) {
        UUID[] id = new UUID[messages.size()];
        String[] expiresAt = new String[messages.size()];
        String[] channel = new String[messages.size()];
        byte[][] sealed = new byte[messages.size()][];
        for (int i = 0; i < messages.size(); i++) {
            id[i] = ids.generate();
            expiresAt[i] = messages.get(i).expiresAt().toString();
            channel[i] = messages.get(i).channel().name();
            sealed[i] = sealer.seal(Payload.of(messages.get(i)), sealingContext(id[i]));
        }
        // Arrays, so that it is one statement and one round trip however many messages there are.
        app.sql("""
                        insert into regain.outbox (id, created_at, expires_at, channel, sealed, not_before, flow_id)
                        select id, :now, expires_at, channel, sealed, :now, :flow
                          from unnest(:id::uuid[], :expiresAt::timestamptz[], :channel::text[], :sealed::bytea[])
                            as message (id, expires_at, channel, sealed)
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("flow", flow, Types.OTHER)
                .param("id", id, Types.ARRAY)
                .param("expiresAt", expiresAt, Types.ARRAY)
                .param("channel", channel, Types.ARRAY)
                .param("sealed", sealed, Types.ARRAY)
                .update();
    }

    /// The row's id, so that a sealed column moved to another row doesn't open.
    static byte[] sealingContext(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
