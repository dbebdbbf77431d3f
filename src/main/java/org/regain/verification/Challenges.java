package org.regain.verification;

import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Contact;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// The challenges of flows. Writing is guarded twice: only one challenge of a flow can be live (a unique index), and the
/// web's role has no right to mark one answered; `answer_challenge` alone does that, counting first.
@Repository
class Challenges {

    private final JdbcClient sql;
    private final NoArgGenerator ids;

    Challenges(JdbcClient sql, NoArgGenerator ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// Puts a challenge in the place of the one that was live, in one statement, so that no two can be answered.
    void put(FlowId flow, Method method, @Nullable Contact contact, byte @Nullable [] mac, byte @Nullable [] nonce) {
        sql.sql("select put_challenge(:id, :flow, :kind, :contact, :version, :mac, :nonce)")
                .param("id", ids.generate())
                .param("flow", flow.value())
                .param("kind", method.name())
                .param("contact", contact == null ? null : contact.id(), Types.OTHER)
                .param("version", contact == null ? null : contact.version(), Types.INTEGER)
                .param("mac", mac, Types.BINARY)
                .param("nonce", nonce, Types.BINARY)
                .query()
                .listOfRows();
    }

    /// Takes the live challenge away, so that another method can be chosen.
    void withdraw(FlowId flow) {
        sql.sql(
                        "update challenge set superseded_at = regain.now() where flow_id = :flow and consumed_at is null and superseded_at is null")
                .param("flow", flow.value())
                .update();
    }

    /// Has an answer judged. One statement and one transaction of its own: counting cannot be undone by what follows.
    ///
    /// @param answer as each key makes it ([org.regain.secret.Macs#byEachKey])
    Verdict judge(FlowId flow, Token key, byte[][] answer, Token nextKey) {
        return sql.sql(
                        "select verdict, until, until <= regain.now() as older from answer_challenge(:flow, :key, :answer, :next)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("answer", new SqlArrayValue("bytea", (Object[]) answer))
                .param("next", nextKey.hash())
                .query((row, _) -> row.getString("verdict").equals("PROVEN")
                        ? new Verdict.Proven(nextKey, row.getBoolean("older"))
                        : refusal(row.getString("verdict"), row.getTimestamp("until")))
                .single();
    }

    /// Counts an answer that the database can't compare itself, in a transaction of its own.
    Counted count(FlowId flow, Token key) {
        return sql.sql("select * from begin_answer(:flow, :key)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .query((row, _) -> counted(row))
                .single();
    }

    /// The answer that was counted is right. Empty: it, or a later one, was used before, or the authenticator is gone.
    ///
    /// @param step the time step of an app's code, or a passkey's counter: neither may come again
    Optional<Verdict> prove(
            FlowId flow, Token key, UUID challenge, UUID authenticator, long step, boolean backedUp, Token nextKey) {
        return sql.sql("""
                        select serves_from <= regain.now() as older
                        from finish_answer(:flow, :key, :challenge, :authenticator, :step, :backedUp, :next) as serves_from
                        where serves_from is not null
                        """)
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("challenge", challenge)
                .param("authenticator", authenticator)
                .param("step", step)
                .param("backedUp", backedUp)
                .param("next", nextKey.hash())
                .query((row, _) -> (Verdict) new Verdict.Proven(nextKey, row.getBoolean("older")))
                .optional();
    }

    /// The answer that was counted is wrong. Where that fills a counter, its owner is told.
    Verdict wrong(FlowId flow, Token key, Counted counted) {
        sql.sql("select answer_was_wrong(:flow, :key, :challenge)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("challenge", counted.challenge())
                .query()
                .listOfRows();
        return counted.last() ? new Verdict.Spent() : new Verdict.Wrong();
    }

    /// What counting an answer said.
    ///
    /// @param refusal why the answer is not to be judged; null: it is
    /// @param challenge what it answers; null where it is not to be judged
    /// @param mayCount false: whatever comes of judging it, it is wrong
    /// @param last the challenge allows no other
    record Counted(@Nullable Verdict refusal, @Nullable UUID challenge, boolean mayCount, boolean last) {}

    private static Counted counted(ResultSet row) throws SQLException {
        var word = row.getString("verdict");
        return new Counted(
                word.equals("JUDGE") ? null : refusal(word, row.getTimestamp("until")),
                row.getObject("challenge_id", UUID.class),
                row.getBoolean("judged"),
                row.getBoolean("last"));
    }

    private static Verdict refusal(String word, @Nullable Timestamp until) {
        return switch (word) {
            case "WRONG" -> new Verdict.Wrong();
            case "SPENT" -> new Verdict.Spent();
            case "NONE" -> new Verdict.Nothing();
            case "HELD" -> new Verdict.Held(until == null ? Instant.MAX : instant(until));
            case "GONE" -> new Verdict.Gone();
            default -> throw new IllegalStateException("An answer was judged " + word);
        };
    }

    /// PostgreSQL's "infinity" reaches Java as a date of 292 million years hence.
    private static Instant instant(Timestamp at) {
        return at.toInstant().isAfter(Instant.parse("9999-12-31T00:00:00Z")) ? Instant.MAX : at.toInstant();
    }

    static UUID none() {
        return new UUID(0, 0);
    }
}
