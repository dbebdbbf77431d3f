package org.regain.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Invitation;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Brings people in. The database derives who asks, and what they may give.
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
        /// The list was used already, or is not under way any more.
        UNCHANGED
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

    static StatementSpec by(Acting by, StatementSpec statement) {
        return statement
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash());
    }

    static String json(Collection<Invitation> people) {
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
