package org.regain.roster;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account.State;
import org.regain.account.AccountId;
import org.regain.account.OrganisationId;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryMoves.Way;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who may move into the directory or out of it, in PostgreSQL, which looks at each of them once more.
@Repository
class JdbcMoves {

    private final JdbcClient sql;

    JdbcMoves(JdbcClient sql) {
        this.sql = sql;
    }

    /// Whose directory it is, once there is anybody.
    Optional<OrganisationId> organisation() {
        return sql.sql("select id from organisation order by created_at limit 1")
                .query(UUID.class)
                .optional()
                .map(OrganisationId::new);
    }

    /// Everybody who is not deleted.
    List<ToMove> people(OrganisationId organisation) {
        return sql.sql("""
                        select account_id, state, kept, way, entry, shown, keys, administers from people_to_move(:organisation)
                        order by shown
                        """)
                .param("organisation", organisation.value())
                .query((row, _) -> new ToMove(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        State.valueOf(row.getString("state")),
                        named(ToMove.Kept.class, row.getString("kept")),
                        named(Way.class, row.getString("way")),
                        entry(row),
                        row.getString("shown"),
                        keys(row.getArray("keys")),
                        row.getBoolean("administers")))
                .list();
    }

    private static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static @Nullable EntryId entry(ResultSet row) throws SQLException {
        var entry = row.getString("entry");
        return entry == null ? null : new EntryId(entry);
    }

    private static Set<String> keys(Array keys) throws SQLException {
        return Set.of((String[]) keys.getArray());
    }

    /// Whether it is offered by now, for the first time.
    boolean offerIn(OrganisationId organisation, AccountId account, EntryId entry) {
        return sql.sql("select offer_move_in(:organisation, :account, :entry)")
                .param("organisation", organisation.value())
                .param("account", account.value())
                .param("entry", entry.text())
                .query(String.class)
                .single()
                .equals("OFFERED");
    }

    /// Whether it is offered by now, for the first time.
    boolean offerOut(OrganisationId organisation, AccountId account) {
        return sql.sql("select offer_move_out(:organisation, :account)")
                .param("organisation", organisation.value())
                .param("account", account.value())
                .query(String.class)
                .single()
                .equals("OFFERED");
    }

    /// How many it was offered to who had not taken it.
    int cancel(OrganisationId organisation, Way way) {
        return sql.sql("select cancel_moves(:organisation, :way)")
                .param("organisation", organisation.value())
                .param("way", way.name())
                .query(Integer.class)
                .single();
    }
}
