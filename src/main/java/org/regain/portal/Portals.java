package org.regain.portal;

import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The portals there are. Nothing here changes one.
@Repository
class Portals {

    /// Later than the database lets anything of this kind be, and still a time that it can hold.
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient sql;

    Portals(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Portal> named(String clientId) {
        // No name of a portal, and no text that PostgreSQL could not take.
        return clientId.length() > 63 || clientId.indexOf('\0') >= 0 ? Optional.empty() : find(null, clientId);
    }

    Optional<Portal> of(UUID id) {
        return find(id, null);
    }

    boolean isSecret(UUID portal, byte[] hash) {
        return sql.sql("select portal_secret_right(:portal, :hash)")
                .param("portal", portal)
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    /// Once.
    ///
    /// @param hash of its name
    /// @param end until when it says that it is good
    boolean takeAssertion(UUID portal, byte[] hash, Instant end) {
        return sql.sql("select take_assertion(:portal, :hash, :end)")
                .param("portal", portal)
                .param("hash", hash)
                .param("end", (end.isAfter(FAR) ? FAR : end).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// By what this portal knows the account.
    String subject(UUID portal, UUID account) {
        return sql.sql("select portal_sub(:portal, :account)")
                .param("portal", portal)
                .param("account", account)
                .query(String.class)
                .single();
    }

    private Optional<Portal> find(@Nullable UUID id, @Nullable String clientId) {
        return sql.sql("select * from find_portal(:id, :client)")
                .param("id", id, Types.OTHER)
                .param("client", clientId, Types.VARCHAR)
                .query(Portals::portal)
                .optional();
    }

    private static Portal portal(ResultSet row, int number) throws SQLException {
        return new Portal(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                row.getString("name"),
                Portal.Kind.valueOf(row.getString("kind")),
                URI.create(row.getString("start_uri")),
                texts(row.getArray("redirect_uris")),
                texts(row.getArray("after_logout_uris")),
                Set.copyOf(texts(row.getArray("scopes"))),
                row.getString("signed_with"),
                row.getBoolean("third_party"),
                row.getString("keys"));
    }

    static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
