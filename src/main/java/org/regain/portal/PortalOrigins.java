package org.regain.portal;

import java.util.Map;
import java.util.Set;
import org.regain.web.OtherOrigins;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Apps that run in a browser, on a site of their own: their scripts read what they ask for, and nothing else. Which sites those are is in
/// their registered addresses; one on somebody's own machine is none.
@Repository
class PortalOrigins implements OtherOrigins {

    private static final Map<String, Set<String>> READ = Map.of(
            "/oauth2/token", Set.of("POST"),
            "/oauth2/userinfo", Set.of("GET", "POST"),
            "/oauth2/jwks", Set.of("GET"),
            "/.well-known/openid-configuration", Set.of("GET"),
            "/.well-known/oauth-authorization-server", Set.of("GET"));

    private final JdbcClient sql;

    PortalOrigins(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean concerns(String path, String method) {
        return READ.getOrDefault(path, Set.of()).contains(method);
    }

    @Override
    public boolean mayRead(String origin) {
        return origin.indexOf('\0') < 0
                && sql.sql("select is_portal_origin(:origin)")
                        .param("origin", origin)
                        .query(Boolean.class)
                        .single();
    }
}
