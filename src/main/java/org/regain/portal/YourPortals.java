package org.regain.portal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.signin.OpenPortals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The portals somebody is signed in to, and those they have allowed to know them: seen by themselves, and left one by one.
@Repository
class YourPortals implements OpenPortals {

    private final JdbcClient sql;

    YourPortals(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Line> of(AccountId account) {
        return sql.sql("select * from portals_of(:account)")
                .param("account", account.value())
                .query((row, _) -> new Line(
                        row.getString("id"),
                        row.getString("name"),
                        PortalAccesses.instant(row, "since"),
                        row.getString("session")))
                .list();
    }

    @Override
    public List<Allowed> allowedBy(AccountId account) {
        return sql.sql("select * from consents_of(:account)")
                .param("account", account.value())
                .query((row, _) -> new Allowed(
                        row.getString("id"),
                        row.getString("name"),
                        Told.said(Set.copyOf(Portals.texts(row.getArray("scopes"))))
                                .toList(),
                        PortalAccesses.instant(row, "since")))
                .list();
    }

    /// Ends what this session opened there, and tells the portal. What is somebody else's, or over, is left alone.
    void leave(AccountId account, UUID id, Origin origin) {
        sql.sql("select leave_portal(:account, :id, :source, :browser)")
                .param("account", account.value())
                .param("id", id)
                .param("source", origin.source())
                .param("browser", origin.browser())
                .query()
                .listOfRows();
    }
}
