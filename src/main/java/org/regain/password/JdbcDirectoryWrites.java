package org.regain.password;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;
import org.regain.password.PasswordWriter.Result;
import org.regain.password.PasswordWriter.Written;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// [DirectoryWrites] in PostgreSQL, which decides who may.
@Repository
class JdbcDirectoryWrites implements DirectoryWrites {

    private final JdbcClient sql;

    JdbcDirectoryWrites(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Begun begin(UUID flow, Token key, int saved, @Nullable Instant changedBefore) {
        return Begun.valueOf(sql.sql("select begin_directory_write(:flow, :key, :saved, :before)")
                .param("flow", flow)
                .param("key", key.hash())
                .param("saved", saved)
                .param("before", timestamp(changedBefore), Types.TIMESTAMP)
                .query(String.class)
                .single());
    }

    @Override
    public Begun begin(PasswordChange change, @Nullable Instant changedBefore) {
        return Begun.valueOf(sql.sql("""
                        select begin_directory_change(
                            :signIn, :signInKey, :flow, :key, :name, :version, :seen, :before, :source, :browser)
                        """)
                .param("signIn", change.signIn())
                .param("signInKey", change.signInKeyHash())
                .param("flow", change.flow())
                .param("key", change.key().hash())
                .param("name", change.nameMac())
                .param("version", change.version())
                .param("seen", change.seen().bytes())
                .param("before", timestamp(changedBefore), Types.TIMESTAMP)
                .param("source", change.source())
                .param("browser", change.browser())
                .query(String.class)
                .single());
    }

    @Override
    public Written written(
            UUID flow,
            PasswordHash standIn,
            byte[][] savedCodeMacs,
            @Nullable String keepSession,
            @Nullable Instant changed) {
        return sql.sql("select result, sessions from directory_written(:flow, :phc, :macs, :keep, :changed)")
                .param("flow", flow)
                .param("phc", standIn.phc())
                .param("macs", new SqlArrayValue("bytea", (Object[]) savedCodeMacs))
                .param("keep", keepSession)
                .param("changed", timestamp(changed), Types.TIMESTAMP)
                .query((row, _) -> new Written(Result.valueOf(row.getString("result")), row.getInt("sessions")))
                .single();
    }

    @Override
    public void refused(UUID flow) {
        sql.sql("select directory_refused(:flow)").param("flow", flow).query().listOfRows();
    }

    @Override
    public List<Open> open() {
        return sql.sql("select flow_id, account_id, entry, changed_before, purpose from open_directory_writes()")
                .query((row, _) -> {
                    Timestamp before = row.getTimestamp("changed_before");
                    return new Open(
                            row.getObject("flow_id", UUID.class),
                            new AccountId(row.getObject("account_id", UUID.class)),
                            new EntryId(row.getString("entry")),
                            before == null ? null : before.toInstant(),
                            "CHANGE".equals(row.getString("purpose")));
                })
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
