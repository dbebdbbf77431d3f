package org.regain.law;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Portals as rows, for tests of what the law makes of them.
abstract class PortalLawScene {

    final Court court = Court.inSession();

    PortalLawScene() throws SQLException {}

    /// Of the only organisation, with nothing to be told.
    final UUID portal(String name) {
        return portal(name, "(select id from organisation)", null);
    }

    /// @param organisation as SQL
    final UUID portal(String name, String organisation, @Nullable String logoutUri) {
        var id = UUID.randomUUID();
        court.root("""
                insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, logout_uri, scopes)
                values (?, %s, ?, ?, 'SECRET', 'https://p.example/', '{https://p.example/}', ?, '{openid,email}')
                """.formatted(organisation), id, "law-" + id, name, logoutUri);
        return id;
    }
}
