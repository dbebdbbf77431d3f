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

/// Who may move their password into the directory or out of it, as PostgreSQL has it. An operator opens the way; nobody goes it but themselves.
@Repository
public class DirectoryMoves {

    private final JdbcClient sql;

    DirectoryMoves(JdbcClient sql) {
        this.sql = sql;
    }

    /// The names are stored.
    public enum Way {
        IN,
        OUT
    }

    /// What somebody may do.
    ///
    /// @param entry who they are in the directory, or may be
    public record Offered(Way way, EntryId entry) {}

    /// What somebody may do and has not done yet.
    public Optional<Offered> offered(AccountId account) {
        return sql.sql("select way, entry from offered_move(:account)")
                .param("account", account.value())
                .query((row, _) -> new Offered(Way.valueOf(row.getString("way")), new EntryId(row.getString("entry"))))
                .optional();
    }

    /// Whether they may have a password here that is in a directory now.
    public boolean mayComeHere(AccountId account) {
        return offered(account).filter(it -> it.way() == Way.OUT).isPresent();
    }

    /// The directory lets that entry in no more: nobody may move to it.
    public void isVoid(EntryId entry) {
        sql.sql("select void_move_in(:entry)")
                .param("entry", entry.text())
                .query()
                .listOfRows();
    }

    /// The database's word.
    public enum Moved {
        DONE,
        /// It is offered no more.
        VOID,
        /// The account is frozen, or has another password by now.
        GONE,
        /// Another proof is needed first.
        NOT_PROVEN
    }

    /// Their password is that of the entry from now on. Joins the caller's transaction, which tells the person.
    ///
    /// @param changed when it was set there, asked before it was tried; null where the directory does not say
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
