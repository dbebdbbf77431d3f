package org.regain.portal;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The one way from the application to a new portal; the database decides whether it is open.
@Repository
class FirstPortals {

    private final JdbcClient sql;

    FirstPortals(JdbcClient sql) {
        this.sql = sql;
    }

    boolean insert(UUID organisation, FirstPortal.Site site, byte[] secretHash) {
        return sql.sql(
                        "select first_portal(:organisation, :client, :name, :start, :callback, :after, :logout, :secret)")
                .param("organisation", organisation)
                .param("client", site.clientId())
                .param("name", site.name())
                .param("start", site.start().toString())
                .param("callback", site.callback().toString())
                .param("after", site.afterLogout().toString())
                .param("logout", site.logout().toString())
                .param("secret", secretHash)
                .query(Boolean.class)
                .single();
    }
}
