package org.regain.support;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.regain.secret.Opener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Takes every message out of the outbox as it is put there, so that thousands can be read and none is sent.
///
/// Outside the schema `regain`, so that no oracle takes it for one of Regain's; gone when closed.
public final class OutboxTap implements AutoCloseable {

    private static final int ISSUED_CODE = 1;

    private final SingleConnectionDataSource connection;
    private final JdbcClient sql;
    private final Opener opener;

    public OutboxTap(TestPostgres database, Opener opener) throws SQLException {
        this.connection = new SingleConnectionDataSource(database.asSuperuser(), true);
        this.sql = JdbcClient.create(connection);
        this.opener = opener;
        sql.sql("""
                create table test_time.tapped (n bigserial, id uuid, sealed bytea);
                create function test_time.tap() returns trigger language plpgsql security definer as $$
                begin
                    insert into test_time.tapped (id, sealed) values (new.id, new.sealed);
                    new.sealed := null;
                    new.state := 'DROPPED';
                    return new;
                end $$;
                create trigger tap before insert on regain.outbox for each row execute function test_time.tap();
                """).update();
    }

    /// One message as it was put, the newest last.
    ///
    /// @param tag what kind: 0 is a decoy, 1 a code
    /// @param to whom; empty in a decoy
    /// @param code empty where the message carries none
    /// @param sealedBytes the length that anybody who sees the row sees
    public record Tapped(int tag, String to, String code, int sealedBytes) {}

    /// A connection that may see and do everything.
    public JdbcClient sql() {
        return sql;
    }

    /// All that were put since the last time this was asked.
    public List<Tapped> drain() {
        var rows = sql.sql("delete from test_time.tapped returning n, id, sealed")
                .query((row, _) -> new Row(row.getLong(1), row.getObject(2, UUID.class), row.getBytes(3)))
                .list();
        var sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> Long.compare(a.n(), b.n()));
        return sorted.stream().map(this::open).toList();
    }

    private Tapped open(Row row) {
        var context = ByteBuffer.allocate(16)
                .putLong(row.id().getMostSignificantBits())
                .putLong(row.id().getLeastSignificantBits())
                .array();
        try {
            var in = new DataInputStream(new ByteArrayInputStream(opener.open(row.sealed(), context)));
            var tag = in.readUnsignedByte();
            var to = tag == 0 ? "" : in.readUTF();
            if (tag != ISSUED_CODE) {
                return new Tapped(tag, to, "", row.sealed().length);
            }
            in.readUTF();
            in.readUTF();
            return new Tapped(tag, to, in.readUTF(), row.sealed().length);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sql.sql("drop trigger tap on regain.outbox; drop function test_time.tap; drop table test_time.tapped")
                .update();
        connection.destroy();
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Row(long n, UUID id, byte[] sealed) {}
}
