package org.regain.password;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// [DirectoryMoves] in PostgreSQL, which decides who may.
@Repository
class JdbcDirectoryMoves implements DirectoryMoves {

    private final JdbcClient sql;
    private final DirectoryPasswords directory;

    JdbcDirectoryMoves(JdbcClient sql, DirectoryPasswords directory) {
        this.sql = sql;
        this.directory = directory;
    }

    @Override
    public Optional<Offered> offered(AccountId account) {
        if (!directory.isThere()) {
            return Optional.empty();
        }
        return sql.sql("select way, entry from offered_move(:account)")
                .param("account", account.value())
                .query((row, _) -> new Offered(Way.valueOf(row.getString("way")), new EntryId(row.getString("entry"))))
                .optional();
    }

    @Override
    public void isVoid(EntryId entry) {
        sql.sql("select void_move_in(:entry)")
                .param("entry", entry.text())
                .query()
                .listOfRows();
    }

    @Override
    public Moved moveIn(PasswordChange change, EntryId entry, PasswordHash standIn, @Nullable Instant changed) {
        return Moved.valueOf(sql.sql("""
                        select result from move_in(
                            :signIn, :signInKey, :flow, :key, :name, :version, :seen, :entry, :phc, :changed, :keep, :source, :browser)
                        """)
                .param("signIn", change.signIn())
                .param("signInKey", change.signInKeyHash())
                .param("flow", change.flow())
                .param("key", change.key().hash())
                .param("name", change.nameMac())
                .param("version", change.version())
                .param("seen", change.seen().bytes())
                .param("entry", entry.text())
                .param("phc", standIn.phc())
                .param("changed", changed == null ? null : Timestamp.from(changed), Types.TIMESTAMP)
                .param("keep", change.keepSession())
                .param("source", change.source())
                .param("browser", change.browser())
                .query(String.class)
                .single());
    }
}
