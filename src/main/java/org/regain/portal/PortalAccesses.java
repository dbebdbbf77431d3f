package org.regain.portal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.sessions.SignInRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What people have let portals know: codes and tokens, as hashes. The database decides what is issued and what still counts.
@Repository
class PortalAccesses {

    private final JdbcClient sql;

    PortalAccesses(JdbcClient sql) {
        this.sql = sql;
    }

    /// What portals may be told of a session's sign-in; empty where it lets nobody anywhere any more.
    Optional<Standing> standing(SignInRef signIn) {
        return sql.sql("select * from portal_standing(:flow, :key)")
                .param("flow", signIn.flow())
                .param("key", signIn.keyHash())
                .query((row, _) -> new Standing(
                        row.getObject("account_id", UUID.class),
                        row.getBoolean("outgrown"),
                        instant(row, "auth_time"),
                        row.getString("acr"),
                        row.getBoolean("step_up")))
                .optional();
    }

    /// Keeps a code. False where the session is over by now.
    ///
    /// @param session the session's id, as its cookie's secret hashes to
    boolean open(Portal portal, SignInRef signIn, String session, Asked asked, byte[] codeHash) {
        return sql.sql("""
                        select open_portal(:portal, :flow, :key, :session, :scopes, :redirect, :challenge, :nonce, :code, :bound)
                            is not null
                        """)
                .param("portal", portal.id())
                .param("flow", signIn.flow())
                .param("key", signIn.keyHash())
                .param("session", session)
                .param("scopes", array(asked.scopes()))
                .param("redirect", asked.redirectUri())
                .param("challenge", asked.challenge())
                .param("nonce", asked.nonce(), Types.VARCHAR)
                .param("code", codeHash)
                .param("bound", asked.key(), Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    /// What is presented a second time ends all that came of the first, and nothing is found.
    Optional<PortalAccess> find(PortalAccess.By by, byte[] hash) {
        return sql.sql("select * from find_portal_access(:by, :hash)")
                .param("by", by.name())
                .param("hash", hash)
                .query(PortalAccesses::access)
                .optional();
    }

    /// Notes what is about to be given out. False: it must not be.
    ///
    /// @param key the thumbprint of the one that was shown; null: none
    boolean issue(
            PortalAccess access,
            PortalAccess.By by,
            byte[] presented,
            byte[] accessHash,
            Set<String> scopes,
            byte @Nullable [] refreshHash,
            @Nullable String key) {
        return sql.sql("select issue_tokens(:id, :by, :presented, :access, :scopes, :refresh, :key)")
                .param("id", access.id())
                .param("by", by.name())
                .param("presented", presented)
                .param("access", accessHash)
                .param("scopes", array(scopes))
                .param("refresh", refreshHash, Types.BINARY)
                .param("key", key, Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    void revoke(PortalAccess access, boolean all) {
        sql.sql("select revoke_portal_access(:id, :all)")
                .param("id", access.id())
                .param("all", all)
                .query()
                .listOfRows();
    }

    /// Somebody signs out of a portal: what a session that has lapsed had opened, there and at others, ends. One that is alive is left alone.
    void endLapsed(Portal portal, IdTokenHints.Hint said, Origin origin) {
        sql.sql("select end_lapsed_session(:portal, :sub, :sid, :source, :browser)")
                .param("portal", portal.id())
                .param("sub", said.sub())
                .param("sid", said.sid())
                .param("source", origin.source())
                .param("browser", origin.browser())
                .query()
                .listOfRows();
    }

    /// Empty where the token is for another key, for none, or for one and none was shown.
    ///
    /// @param key the thumbprint of the one that was shown with the token; null: none
    Optional<Person> person(PortalAccess access, @Nullable String key) {
        return sql.sql("select * from portal_claims(:id, :key)")
                .param("id", access.id())
                .param("key", key, Types.VARCHAR)
                .query((row, _) -> new Person(
                        row.getString("sub"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getBoolean("email_confirmed"),
                        row.getString("language"),
                        Portals.texts(row.getArray("roles")),
                        row.getString("organisation")))
                .optional();
    }

    private static PortalAccess access(ResultSet row, int number) throws SQLException {
        return new PortalAccess(
                row.getObject("id", UUID.class),
                row.getObject("portal_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("sub"),
                row.getString("sid"),
                instant(row, "auth_time"),
                row.getString("acr"),
                Portals.texts(row.getArray("amr")),
                Set.copyOf(Portals.texts(row.getArray("scopes"))),
                row.getString("redirect_uri"),
                row.getString("challenge"),
                row.getString("nonce"),
                instant(row, "created_at"),
                instant(row, "ends_at"),
                instantOrNull(row, "access_at"),
                scopes(row.getArray("access_scopes")),
                instantOrNull(row, "refresh_at"),
                row.getString("bound_to"));
    }

    private static Set<String> scopes(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.copyOf(Portals.texts(array));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static SqlArrayValue array(Set<String> texts) {
        return new SqlArrayValue("text", texts.toArray());
    }

    /// Whoever is asked about, today.
    ///
    /// @param name null where they have none but their address
    /// @param emailConfirmed its owner has shown that it is theirs
    record Person(
            String sub,
            @Nullable String name,
            @Nullable String email,
            boolean emailConfirmed,
            String language,
            List<String> roles,
            String organisation) {}
}
