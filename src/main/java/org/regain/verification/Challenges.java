package org.regain.verification;

import com.fasterxml.uuid.NoArgGenerator;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Contact;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The challenges of flows. Writing is guarded twice: only one challenge of a flow can be live (a unique index), and the
/// web's role has no right to mark one answered; `answer_challenge` alone does that, counting first.
@Repository
class Challenges {

    /// Source: OWASP ASVS 5.0 § 6.5.5.
    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient sql;
    private final NoArgGenerator ids;

    Challenges(JdbcClient sql, NoArgGenerator ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// Puts a challenge in the place of the one that was live, in one statement, so that no two can be answered.
    void put(FlowId flow, Method method, @Nullable Contact contact, byte @Nullable [] mac) {
        sql.sql("select put_challenge(:id, :flow, :kind, :contact, :version, :mac, make_interval(secs => :life))")
                .param("id", ids.generate())
                .param("flow", flow.value())
                .param("kind", method.name())
                .param("contact", contact == null ? null : contact.id(), Types.OTHER)
                .param("version", contact == null ? null : contact.version(), Types.INTEGER)
                .param("mac", mac, Types.BINARY)
                .param("life", LIFE.toSeconds())
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
    Verdict judge(FlowId flow, Token key, byte[] answer, Token nextKey) {
        return sql.sql("select verdict, until from answer_challenge(:flow, :key, :answer, :next)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("answer", answer)
                .param("next", nextKey.hash())
                .query((row, _) -> verdict(row.getString("verdict"), row.getTimestamp("until"), nextKey))
                .single();
    }

    private static Verdict verdict(String word, @Nullable Timestamp until, Token nextKey) {
        return switch (word) {
            case "PROVEN" -> new Verdict.Proven(nextKey);
            case "WRONG" -> new Verdict.Wrong();
            case "SPENT" -> new Verdict.Spent();
            case "NONE" -> new Verdict.Nothing();
            case "HELD" -> new Verdict.Held(until == null ? Instant.MAX : instant(until));
            case "GONE" -> new Verdict.Gone();
            default -> throw new IllegalStateException("answer_challenge said " + word);
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
