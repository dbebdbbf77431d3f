package org.regain.portal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Signing keys as rows, wrapped. The database says which of them signs now, and when the next one is due.
@Repository
class KeptSigningKeys {

    private final JdbcClient sql;

    KeptSigningKeys(JdbcClient sql) {
        this.sql = sql;
    }

    /// One that is published.
    ///
    /// @param signs now; of one algorithm one does
    /// @param until it is published; null: nothing follows it yet
    record Row(
            String kid,
            String algorithm,
            ByteBuffer wrapped,
            boolean signs,
            Instant signsFrom,
            @Nullable Instant until) {}

    /// Those that sign, those that will, and those whose signatures somebody may still have.
    List<Row> published() {
        return sql.sql("select * from signing_keys()")
                .query((row, _) -> new Row(
                        row.getString("kid"),
                        row.getString("algorithm"),
                        ByteBuffer.wrap(row.getBytes("wrapped")),
                        row.getBoolean("signs"),
                        PortalAccesses.instant(row, "signs_from"),
                        PortalAccesses.instantOrNull(row, "published_until")))
                .list();
    }

    /// It is time to make the next one.
    boolean isDue(String algorithm) {
        return sql.sql("select next_signing(:algorithm) is not null")
                .param("algorithm", algorithm)
                .query(Boolean.class)
                .single();
    }

    /// As the next one, where it is still due. False: another node was first.
    boolean add(String kid, String algorithm, byte[] wrapped) {
        return sql.sql("select add_signing_key(:kid, :algorithm, :wrapped)")
                .param("kid", kid)
                .param("algorithm", algorithm)
                .param("wrapped", wrapped)
                .query(Boolean.class)
                .single();
    }

    /// As the one that signs from now on.
    ///
    /// @param withdraw those before it are published no more
    void replace(String kid, String algorithm, byte[] wrapped, boolean withdraw) {
        sql.sql("select replace_signing_key(:kid, :algorithm, :wrapped, :withdraw)")
                .param("kid", kid)
                .param("algorithm", algorithm)
                .param("wrapped", wrapped)
                .param("withdraw", withdraw)
                .query()
                .listOfRows();
    }
}
