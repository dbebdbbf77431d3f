package org.regain.portal;

import java.net.URI;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Portals that are still to be told that a session is over. A row comes with the end of the session, in the same transaction.
@Repository
class LogoutQueue {

    private final JdbcClient sql;

    LogoutQueue(JdbcClient sql) {
        this.sql = sql;
    }

    /// One portal to be told of one session.
    ///
    /// @param attempt which this is; settled is only what is still this one
    record Due(UUID id, int attempt, String clientId, URI to, String signedWith, String sub, String sid) {}

    /// The oldest that are due; nobody else takes them for two minutes.
    List<Due> claim(int most) {
        return sql.sql("select * from claim_logouts(:most)")
                .param("most", most)
                .query((row, _) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getInt("attempt"),
                        row.getString("client_id"),
                        URI.create(row.getString("logout_uri")),
                        row.getString("signed_with"),
                        row.getString("sub"),
                        row.getString("sid")))
                .list();
    }

    /// @param failure null: the portal has taken it
    /// @param again it is worth another try, for a day
    void settle(Due due, @Nullable String failure, boolean again) {
        sql.sql("select settle_logout(:id, :attempt, :failure, :again)")
                .param("id", due.id())
                .param("attempt", due.attempt())
                .param("failure", failure, Types.VARCHAR)
                .param("again", again)
                .query()
                .listOfRows();
    }
}
