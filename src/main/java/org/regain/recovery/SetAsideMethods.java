package org.regain.recovery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.regain.secret.Token;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a reset set aside, because nobody could tell whether the account's owner had added it. The database decides what that
/// is, and who may say what of it.
@Repository
class SetAsideMethods {

    private final JdbcClient sql;

    SetAsideMethods(JdbcClient sql) {
        this.sql = sql;
    }

    /// One that waits for its owner's word; saved codes are one together.
    record SetAside(UUID id, TakenMethod method, Instant addedAt) {}

    /// What became of a word about one.
    enum Word {
        DONE,
        /// Too late, or something has happened since: only a new recovery leads on.
        STALE,
        /// No such method waits.
        NONE,
        /// The flow took no older proof.
        NOT_PROVEN,
        /// The only address there is.
        LAST
    }

    /// What waits since this flow, or an earlier one, reset the password.
    List<SetAside> of(FlowId flow) {
        return sql.sql("select * from set_aside_of(:flow)")
                .param("flow", flow.value())
                .query((row, _) -> new SetAside(
                        row.getObject("id", UUID.class),
                        TakenMethod.of(Method.valueOf(row.getString("way")), row.getString("name"), row.getInt("many")),
                        row.getTimestamp("added_at").toInstant()))
                .list();
    }

    Word keep(FlowId flow, Token key, UUID id) {
        return word("select keep_method(:flow, :key, :id)", flow, key, id);
    }

    Word drop(FlowId flow, Token key, UUID id) {
        return word("select drop_method(:flow, :key, :id)", flow, key, id);
    }

    private Word word(String statement, FlowId flow, Token key, UUID id) {
        return Word.valueOf(sql.sql(statement)
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("id", id)
                .query(String.class)
                .single());
    }
}
