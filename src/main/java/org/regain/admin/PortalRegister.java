package org.regain.admin;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.admin.PortalWaiting.SecretLine;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The portals of an organisation, as they are this moment, and what waits.
@Repository
class PortalRegister {

    private final JdbcClient sql;

    PortalRegister(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// By their names, those that are closed last.
    List<PortalLine> portals(Administrator who) {
        return find(who, null);
    }

    Optional<PortalLine> portal(Administrator who, UUID portal) {
        return find(who, portal).stream().findFirst();
    }

    private List<PortalLine> find(Administrator who, @Nullable UUID portal) {
        return sql.sql("select * from console_portals(:organisation, :portal)")
                .param("organisation", who.organisation().value())
                .param("portal", portal, Types.OTHER)
                .query(PortalRegister::line)
                .list();
    }

    /// The oldest first.
    List<SecretLine> secrets(Administrator who, UUID portal) {
        return sql.sql("select * from console_secrets(:organisation, :portal)")
                .param("organisation", who.organisation().value())
                .param("portal", portal)
                .query((row, _) -> new SecretLine(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /// The oldest first.
    List<PortalWaiting> waiting(Administrator who, UUID portal) {
        return sql.sql("select * from console_portal_changes(:organisation, :portal)")
                .param("organisation", who.organisation().value())
                .param("portal", portal)
                .query((row, _) -> new PortalWaiting(
                        row.getObject("id", UUID.class),
                        row.getString("what"),
                        row.getString("value"),
                        row.getString("proposer"),
                        row.getTimestamp("proposed_at").toInstant(),
                        row.getString("approver"),
                        instant(row, "effective_at"),
                        who.account().value().equals(row.getObject("proposed_by", UUID.class))))
                .list();
    }

    /// Those of these addresses that a portal of this kind cannot have.
    List<String> refused(List<String> addresses, String kind) {
        return addresses.stream()
                .filter(it -> it.indexOf('\0') >= 0
                        || !sql.sql("select is_portal_address(:uri, :kind)")
                                .param("uri", it)
                                .param("kind", kind)
                                .query(Boolean.class)
                                .single())
                .toList();
    }

    private static PortalLine line(ResultSet row, int number) throws SQLException {
        return new PortalLine(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("start_uri"),
                texts(row.getArray("redirect_uris")),
                texts(row.getArray("after_logout_uris")),
                row.getString("logout_uri"),
                texts(row.getArray("scopes")),
                row.getBoolean("pairwise"),
                row.getString("signed_with"),
                texts(row.getArray("kids")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "closed_at"),
                row.getBoolean("third_party"),
                row.getInt("waiting"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
