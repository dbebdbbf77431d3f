package org.regain.admin;

import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Changes portals. Whoever may, and whether it holds at once or waits, the database says; it writes it down and has the others told.
@Repository
class PortalChanges {

    private final JdbcClient sql;

    PortalChanges(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// @param portal null where none was made
    record Added(PortalDone done, @Nullable UUID portal) {}

    /// @param draft as [PortalDraft#json]
    /// @param secretHash of those that keep a secret; null for others
    Added add(Acting by, String draft, byte @Nullable [] secretHash) {
        return acting(
                        sql.sql(
                                        "select result, id from add_portal(:flow, :key, :draft::jsonb, cast(:secret as bytea), :source, :browser)")
                                .param("draft", draft)
                                .param("secret", secretHash),
                        by)
                .query((row, _) ->
                        new Added(PortalDone.valueOf(row.getString("result")), row.getObject("id", UUID.class)))
                .single();
    }

    PortalDone narrow(Acting by, UUID portal, String what, String value) {
        return done("narrow_portal(:flow, :key, :portal, :what, :value, :source, :browser)", by, portal, what, value);
    }

    PortalDone propose(Acting by, UUID portal, String what, String value) {
        return done(
                "propose_portal_change(:flow, :key, :portal, :what, :value, :source, :browser)",
                by,
                portal,
                what,
                value);
    }

    PortalDone close(Acting by, UUID portal) {
        return done("close_portal(:flow, :key, :portal, :source, :browser)", by, Map.of("portal", portal));
    }

    PortalDone approve(Acting by, UUID change) {
        return done("approve_portal_change(:flow, :key, :change, :source, :browser)", by, Map.of("change", change));
    }

    PortalDone withdraw(Acting by, UUID change) {
        return done("withdraw_portal_change(:flow, :key, :change, :source, :browser)", by, Map.of("change", change));
    }

    private PortalDone done(String call, Acting by, UUID portal, String what, String value) {
        return value.indexOf('\0') >= 0
                ? PortalDone.NOT_PLAIN
                : done(call, by, Map.of("portal", portal, "what", what, "value", value));
    }

    private PortalDone done(String call, Acting by, Map<String, Object> params) {
        return PortalDone.valueOf(acting(sql.sql("select " + call).params(params), by)
                .query(String.class)
                .single());
    }

    private static StatementSpec acting(StatementSpec statement, Acting by) {
        return statement
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("source", by.origin().source())
                .param("browser", by.origin().browser());
    }
}
