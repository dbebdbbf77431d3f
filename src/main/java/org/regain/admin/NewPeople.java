package org.regain.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Invitation;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Brings people in, and keeps lists of them for the hour in which they are looked at. The database derives who asks, and
/// what they may give.
@Repository
class NewPeople {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient sql;

    NewPeople(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// What came of inviting, named as the database says it.
    enum Result {
        DONE,
        STALE,
        NOT_ALLOWED,
        LOOKS_ALIKE,
        /// The address or the name belongs to an account, or did once.
        NAME_TAKEN,
        /// There is no such list, or it is over.
        NONE,
        /// The list was used already.
        UNCHANGED
    }

    /// @param used     it was confirmed; the numbers are what came of it
    /// @param known    have an account, or had one
    /// @param imported of those who would be invited, who brings a password
    /// @param alike    names that look like those of others
    /// @param rewritten addresses of the first of those whose domain mail writes in other letters than people do
    /// @param waiting  invitations of the organisation that are still to be mailed
    record Kept(
            boolean used,
            int invited,
            int known,
            int imported,
            List<String> alike,
            List<String> rewritten,
            int waiting) {

        Kept {
            alike = List.copyOf(alike);
            rewritten = List.copyOf(rewritten);
        }
    }

    Result invite(Acting by, Invitation one) {
        return by(by, sql.sql("select * from invite(:flow, :key, cast(:people as jsonb), :source, :browser)"))
                .param("people", json(List.of(one)))
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query((row, _) ->
                        row.getInt("known") > 0 ? Result.NAME_TAKEN : Result.valueOf(row.getString("result")))
                .single();
    }

    /// Empty where they are no administrator any more.
    Optional<UUID> keep(Acting by, Collection<Invitation> people) {
        return by(by, sql.sql("select keep_invitations(:flow, :key, cast(:people as jsonb))"))
                .param("people", json(people))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /// Empty for anybody else's list, and after an hour.
    Optional<Kept> look(Acting by, UUID list) {
        return by(by, sql.sql("select * from look_at_invitations(:flow, :key, :list)"))
                .param("list", list)
                .query((row, _) -> new Kept(
                        row.getBoolean("used"),
                        row.getInt("invited"),
                        row.getInt("known"),
                        row.getInt("imported"),
                        List.of((String[]) row.getArray("alike").getArray()),
                        List.of((String[]) row.getArray("rewritten").getArray()),
                        row.getInt("waiting")))
                .optional();
    }

    Result use(Acting by, UUID list) {
        return Result.valueOf(by(by, sql.sql("select use_invitations(:flow, :key, :list, :source, :browser)"))
                .param("list", list)
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }

    private static StatementSpec by(Acting by, StatementSpec statement) {
        return statement
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash());
    }

    private static String json(Collection<Invitation> people) {
        return JSON.writeValueAsString(people.stream().map(NewPeople::fields).toList());
    }

    private static Map<String, @Nullable Object> fields(Invitation one) {
        var fields = new TreeMap<String, @Nullable Object>();
        fields.put("email_key", one.email().key().text());
        fields.put("email", one.email().address());
        var user = one.userName();
        if (user != null) {
            fields.put("user_key", user.key().text());
            fields.put("user_shown", user.shown());
            fields.put("skeleton", user.skeleton());
        }
        fields.put("language", one.language().tag());
        fields.put("roles", one.roles().stream().map(Enum::name).toList());
        fields.put("hash", one.importedHash());
        return fields;
    }
}
