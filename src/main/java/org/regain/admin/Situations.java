package org.regain.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.OrganisationId;
import org.regain.directory.EntryId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Why somebody cannot get in. The rows that say so are closed to the console; the database answers by functions.
@Repository
class Situations {

    private final JdbcClient sql;

    Situations(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    Optional<Situation> of(OrganisationId organisation, UUID person) {
        return sql.sql(
                        "select w.*, waiting_until(:organisation, :person) as waiting_until from why_not(:organisation, :person) w")
                .param("organisation", organisation.value())
                .param("person", person)
                .query((row, _) -> situation(row))
                .optional();
    }

    /// Who they are in the directory that keeps their password; nothing where it is kept here.
    Optional<Elsewhere> elsewhere(OrganisationId organisation, UUID person) {
        return sql.sql("select entry, stopped from kept_in_directory(:organisation, :person)")
                .param("organisation", organisation.value())
                .param("person", person)
                .query((row, _) -> new Elsewhere(new EntryId(row.getString("entry")), row.getBoolean("stopped")))
                .optional();
    }

    /// @param stopped whether they are suspended here because the directory does not let them in
    record Elsewhere(EntryId entry, boolean stopped) {}

    /// How many methods there are of each kind, as in `more.<kind>`.
    Map<String, Integer> methods(OrganisationId organisation, UUID person) {
        var kinds = new LinkedHashMap<String, Integer>();
        sql.sql("select kind, many from kinds_of_methods(:organisation, :person) order by kind")
                .param("organisation", organisation.value())
                .param("person", person)
                .query((row, _) -> kinds.put(row.getString("kind"), row.getInt("many")))
                .list();
        return kinds;
    }

    private static Situation situation(ResultSet row) throws SQLException {
        return new Situation(
                Account.State.valueOf(row.getString("state")),
                row.getBoolean("new_password"),
                row.getBoolean("frozen"),
                instant(row, "locked_until"),
                instant(row, "link_until"),
                row.getInt("asked"),
                row.getInt("available"),
                List.of((String[]) row.getArray("closed").getArray()),
                instant(row, "messages_until"),
                row.getInt("refused"),
                instant(row, "waiting_until"),
                instant(row, "last_signed_in"),
                instant(row, "last_recovered"),
                row.getBoolean("in_directory"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        if (at == null) {
            return null;
        }
        // PostgreSQL's infinity.
        return at.equals(OffsetDateTime.MAX) ? Instant.MAX : at.toInstant();
    }
}
