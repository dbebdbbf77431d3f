package org.regain.roster;

import com.fasterxml.uuid.NoArgGenerator;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account.State;
import org.regain.account.AccountId;
import org.regain.account.EmailName;
import org.regain.account.Language;
import org.regain.account.UserName;
import org.regain.directory.EntryId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// People of the directory, and who reads it, in PostgreSQL.
@Repository
class JdbcRoster {

    private final JdbcClient sql;
    private final NoArgGenerator ids;

    JdbcRoster(JdbcClient sql, NoArgGenerator ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// Since when the caller reads the directory; nothing while another does, and where one has begun within the pause.
    Optional<Instant> begin(Duration pause) {
        return sql.sql("select begin_directory_reading(make_interval(secs => :pause))")
                .param("pause", pause.toSeconds())
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(Timestamp::toInstant);
    }

    /// False: it took so long that another has begun.
    boolean goesOn(Instant since) {
        return sql.sql("select go_on_reading_directory(:since)")
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }

    /// @param refused everybody in the directory who is nobody here, or not by what they are called there
    void end(Instant since, List<Refused> refused) {
        end(
                since,
                texts(refused, Refused::entry),
                texts(refused, Refused::userName),
                texts(refused, it -> it.reason().name()));
    }

    /// It was not read to its end, and who is refused is not known anew.
    void giveUp(Instant since) {
        end(since, null, null, null);
    }

    private void end(
            Instant since,
            @Nullable SqlArrayValue entries,
            @Nullable SqlArrayValue names,
            @Nullable SqlArrayValue reasons) {
        sql.sql(
                        "select end_directory_reading(:since, cast(:entries as text[]), cast(:names as text[]), cast(:reasons as text[]))")
                .param("since", Timestamp.from(since))
                .param("entries", entries)
                .param("names", names)
                .param("reasons", reasons)
                .query()
                .listOfRows();
    }

    private static SqlArrayValue texts(List<Refused> refused, Function<Refused, String> text) {
        return new SqlArrayValue("text", refused.stream().map(text).toArray());
    }

    /// Everybody who came from the directory.
    Map<EntryId, Known> known() {
        var known = new HashMap<EntryId, Known>();
        sql.sql("select account_id, entry, changed_at, state, stopped, user_name, mail from directory_people()")
                .query(row -> {
                    var changed = row.getTimestamp("changed_at");
                    known.put(
                            new EntryId(row.getString("entry")),
                            new Known(
                                    new AccountId(row.getObject("account_id", UUID.class)),
                                    changed == null ? null : changed.toInstant(),
                                    State.valueOf(row.getString("state")),
                                    row.getBoolean("stopped"),
                                    row.getString("user_name"),
                                    row.getString("mail")));
                });
        return known;
    }

    /// Entries of which nobody is to be made: they are offered to somebody who has an account (true), or were theirs.
    Map<EntryId, Boolean> setAside() {
        var setAside = new HashMap<EntryId, Boolean>();
        sql.sql("select entry, offered from entries_set_aside()").query(row -> {
            setAside.put(new EntryId(row.getString("entry")), row.getBoolean("offered"));
        });
        return setAside;
    }

    /// Makes their account, and has them written to where the organisation does that; nothing where it was made, or why it was not.
    Optional<Refused.Reason> add(Newcomer.Usable one) {
        var entry = one.entry();
        var result = sql.sql("""
                        select add_directory_person(:id, (select id from organisation order by created_at limit 1), :language, :emailKey,
                                                    :email, :contact, :userKey, :userShown, :skeleton, :entry, :changed)
                        """)
                .param("id", ids.generate())
                .param("language", one.language().map(Language::tag).orElse(null), Types.VARCHAR)
                .param("emailKey", one.email().key().text())
                .param("email", one.email().address())
                .param("contact", ids.generate())
                .param("userKey", one.name().key().text())
                .param("userShown", one.name().shown())
                .param("skeleton", one.name().skeleton())
                .param("entry", entry.id().text())
                .param("changed", entry.changedAt() == null ? null : Timestamp.from(entry.changedAt()), Types.TIMESTAMP)
                .query(String.class)
                .single();
        return result.equals("CREATED") ? Optional.empty() : Optional.of(Refused.Reason.valueOf(result));
    }

    /// What the directory, which was asked at that time, says of somebody's password.
    void found(AccountId account, Instant changedAt, Instant asked) {
        sql.sql("select directory_found(:account, :changed, :asked)")
                .param("account", account.value())
                .param("changed", Timestamp.from(changedAt))
                .param("asked", Timestamp.from(asked))
                .query()
                .listOfRows();
    }

    /// What the directory calls somebody; nothing where they are called so here from now on, or why they are not.
    Optional<Refused.Reason> called(AccountId account, UserName name) {
        var result = sql.sql("select directory_called(:account, :key, :shown, :skeleton)")
                .param("account", account.value())
                .param("key", name.key().text())
                .param("shown", name.shown())
                .param("skeleton", name.skeleton())
                .query(String.class)
                .single();
        return switch (result) {
            case "NAME_TAKEN" -> Optional.of(Refused.Reason.RENAMED_TAKEN);
            case "LOOKS_ALIKE" -> Optional.of(Refused.Reason.RENAMED_ALIKE);
            default -> Optional.empty();
        };
    }

    /// Where somebody can be reached who has not claimed their account; nothing where they are from now on, or why they are not.
    Optional<Refused.Reason> reached(AccountId account, EmailName email) {
        var result = sql.sql("select directory_reached(:account, :key, :email)")
                .param("account", account.value())
                .param("key", email.key().text())
                .param("email", email.address())
                .query(String.class)
                .single();
        return result.equals("NAME_TAKEN") ? Optional.of(Refused.Reason.MAIL_TAKEN) : Optional.empty();
    }

    /// Whether the directory still lets somebody in.
    void standing(AccountId account, boolean there) {
        sql.sql("select directory_standing(:account, :there)")
                .param("account", account.value())
                .param("there", there)
                .query()
                .listOfRows();
    }
}
