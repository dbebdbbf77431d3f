package org.regain.password;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is in the directory, as PostgreSQL has it.
@Repository
class DirectoryPeople {

    private final JdbcClient sql;

    DirectoryPeople(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<InDirectory> find(AccountId account) {
        return sql.sql("select entry, leaves from in_directory(:account)")
                .param("account", account.value())
                .query((row, _) -> new InDirectory(new EntryId(row.getString("entry")), row.getBoolean("leaves")))
                .optional();
    }

    boolean isBeingFoundOut(UUID flow) {
        return sql.sql("select directory_write_is_open(:flow)")
                .param("flow", flow)
                .query(Boolean.class)
                .single();
    }

    /// The database's time.
    Instant now() {
        return sql.sql("select regain.now()").query(Timestamp.class).single().toInstant();
    }

    /// True where their password was set past Regain; then what they had open has ended.
    ///
    /// @param changed when it was set, by the directory's clock
    /// @param asked when the directory was asked, by [#now()]
    boolean found(AccountId account, @Nullable Instant changed, Instant asked) {
        return sql.sql("select directory_found(:account, :changed, :asked)")
                .param("account", account.value())
                .param("changed", changed == null ? null : Timestamp.from(changed), Types.TIMESTAMP)
                .param("asked", Timestamp.from(asked))
                .query(Boolean.class)
                .single();
    }
}
