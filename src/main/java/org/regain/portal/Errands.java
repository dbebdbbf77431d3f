package org.regain.portal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Requests of portals that wait: for whoever was sent here to sign in, which may take a recovery; or for whoever will be sent.
@Repository
class Errands {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient sql;

    Errands(JdbcClient sql) {
        this.sql = sql;
    }

    /// What somebody was sent here for.
    ///
    /// @param fields of the request
    /// @param fresh it can still be done; else it only says where they came from
    /// @param answered null while nobody has said anything to it
    record Errand(
            UUID portal,
            Map<String, String> fields,
            Instant askedAt,
            boolean fresh,
            @Nullable Answered answered) {}

    /// What was said when somebody was asked for consent.
    record Answered(UUID by, boolean allowed) {}

    /// For the browser that has this secret, in the place of what it had there.
    void keep(Token key, UUID portal, Map<String, String> fields) {
        sql.sql("select keep_errand(:key, :portal, :request::jsonb)")
                .param("key", key.hash())
                .param("portal", portal)
                .param("request", JSON.writeValueAsString(fields))
                .query()
                .listOfRows();
    }

    Optional<Errand> find(Token key) {
        return sql.sql("select * from find_errand(:key)")
                .param("key", key.hash())
                .query(Errands::errand)
                .optional();
    }

    void end(Token key) {
        sql.sql("select end_errand(:key)").param("key", key.hash()).query().listOfRows();
    }

    /// Sent ahead by the portal itself (RFC 9126).
    ///
    /// @param hash of the reference
    void push(byte[] hash, UUID portal, Map<String, String> fields) {
        sql.sql("select push_request(:hash, :portal, :request::jsonb)")
                .param("hash", hash)
                .param("portal", portal)
                .param("request", JSON.writeValueAsString(fields))
                .query()
                .listOfRows();
    }

    /// Once.
    Optional<Map<String, String>> takePushed(byte[] hash, UUID portal) {
        return sql.sql("select request from take_pushed(:hash, :portal) request where request is not null")
                .param("hash", hash)
                .param("portal", portal)
                .query(String.class)
                .optional()
                .map(Errands::fields);
    }

    private static Errand errand(ResultSet row, int number) throws SQLException {
        return new Errand(
                row.getObject("portal_id", UUID.class),
                fields(row.getString("request")),
                PortalAccesses.instant(row, "asked_at"),
                row.getBoolean("fresh"),
                answered(row));
    }

    private static @Nullable Answered answered(ResultSet row) throws SQLException {
        var answer = row.getString("decision");
        return answer == null ? null : new Answered(row.getObject("decided_by", UUID.class), answer.equals("ALLOWED"));
    }

    private static Map<String, String> fields(String json) {
        return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
