package org.regain.recovery;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.law.Numbers;
import org.regain.password.SeenPassword;
import org.regain.secret.Token;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.regain.verification.Proven;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Recovery flows in PostgreSQL. Every write is guarded by the step the flow was read at (`save`) or happens inside a
/// function that locks the row; proofs are never written here.
@Repository
class RecoveryFlows {

    private final JdbcClient sql;
    private final Clock clock;
    private final RecoveryPolicy policy;

    RecoveryFlows(JdbcClient sql, Numbers numbers, Clock clock) {
        this.sql = sql;
        this.policy = RecoveryPolicy.of(numbers);
        this.clock = clock;
    }

    /// The flow whose handle this is, as it stands now.
    Optional<RecoveryFlow> find(Token key) {
        return find("f.key_hash = :which", key.hash());
    }

    /// This flow, for what Regain does by itself.
    Optional<RecoveryFlow> find(FlowId flow) {
        return find("f.id = :which", flow.value());
    }

    private Optional<RecoveryFlow> find(String condition, Object which) {
        return sql.sql("""
                        select f.*, encode(sha256(case when p.proven_at is null
                                                       then coalesce(f.permit_mac, f.name_mac || coalesce(f.device_hash, ''))
                                                       else f.name_mac || coalesce(f.device_hash, '') || '\\x01'::bytea end),
                                           'hex') as asker,
                               regain.needed_classes(f.id) as required, p.older, p.recent, p.proven_at,
                               c.id as challenge, c.kind, c.contact_id, c.contact_version, c.nonce,
                               c.max_attempts - c.attempts as answers_left, c.expires_at as challenge_expires_at
                        from flow f
                                 left join challenge c
                                           on c.flow_id = f.id and c.consumed_at is null and c.superseded_at is null
                                 cross join lateral (
                                     select array_agg(v.method) filter (where v.serves_from <= regain.now()) as older,
                                            array_agg(v.method) filter (where v.serves_from > regain.now()) as recent,
                                            min(v.proven_at) as proven_at
                                     from regain.valid_proofs(f.id) v
                                     where exists (select from proof where flow_id = f.id)) p
                        where f.purpose = 'RECOVERY' and %s
                        """.formatted(condition))
                .param("which", which)
                .query((row, _) -> flow(row))
                .optional();
    }

    /// Stores a step. False when the flow has moved on since `before` was read; then nothing was written.
    boolean save(RecoveryFlow before, RecoveryFlow after) {
        var ended = after instanceof RecoveryFlow.Ended(_, var reason) ? reason.name() : null;
        return sql.sql("""
                        update flow
                        set step = :next, aim = :aim, ended_because = :ended,
                            ended_at = case when :ended::text is null then null else regain.now() end
                        where id = :id and step = :step and ended_at is null and completed_at is null
                        """)
                        .param("next", after.head().step())
                        .param(
                                "aim",
                                after.head().aim() == null
                                        ? null
                                        : after.head().aim().name(),
                                Types.VARCHAR)
                        .param("ended", ended, Types.VARCHAR)
                        .param("id", after.head().id().value())
                        .param("step", before.head().step())
                        .update()
                == 1;
    }

    /// Counts what this flow asks for apart from now on. False: it is no permit of the account, or not any more.
    ///
    /// @param macs of the permit, by each key
    boolean usePermit(FlowId flow, Token key, byte[][] macs) {
        return sql.sql("select use_permit(:flow, :key, :macs)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("macs", new SqlArrayValue("bytea", (Object[]) macs))
                .query(Boolean.class)
                .single();
    }

    /// Counts one try at the existing password, before it is looked at. False: there have been five, or it is over.
    boolean countPasswordTry(FlowId flow, Token key) {
        return sql.sql("select count_password_try(:flow, :key)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .query(Boolean.class)
                .single();
    }

    /// The counted try was wrong. With the last one that the flow has, its owner is told.
    void passwordTryWasWrong(FlowId flow, Token key) {
        sql.sql("select password_try_was_wrong(:flow, :key)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .query()
                .listOfRows();
    }

    /// Asks the database to clear the lock; it derives the entitlement itself. Returns its word: see `finish_unlock`.
    String finishUnlock(FlowId flow, Token key, int passwordVersion, SeenPassword seen, byte[][] savedCodeMacs) {
        return sql.sql("select finish_unlock(:flow, :key, :version, :seen, :macs)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("version", passwordVersion)
                .param("seen", seen.bytes())
                .param("macs", new SqlArrayValue("bytea", (Object[]) savedCodeMacs))
                .query(String.class)
                .single();
    }

    private RecoveryFlow flow(ResultSet row) throws SQLException {
        var head = head(row);
        var outcome = row.getString("outcome");
        if (outcome != null) {
            return new RecoveryFlow.Completed(head, Outcome.valueOf(outcome), row.getInt("sessions_ended"));
        }
        var ended = row.getString("ended_because");
        if (ended != null) {
            return new RecoveryFlow.Ended(head, EndReason.valueOf(ended));
        }
        return RecoveryFlow.derive(
                head, challenge(row), policy, instant(row.getTimestamp("proven_at")), clock.instant());
    }

    private static Head head(ResultSet row) throws SQLException {
        var account = row.getObject("account_id", UUID.class);
        var aim = row.getString("aim");
        return new Head(
                new FlowId(row.getObject("id", UUID.class)),
                row.getInt("step"),
                account == null ? null : new AccountId(account),
                aim == null ? null : Aim.valueOf(aim),
                new Proven(methods(row.getArray("older")), methods(row.getArray("recent"))),
                row.getInt("required"),
                new Asker(row.getString("asker"), standing(row)),
                row.getInt("password_tries"),
                row.getTimestamp("expires_at").toInstant());
    }

    private static Asker.Standing standing(ResultSet row) throws SQLException {
        if (row.getTimestamp("proven_at") != null) {
            return Asker.Standing.PROVEN;
        }
        if (row.getBytes("permit_mac") != null) {
            return Asker.Standing.PERMITTED;
        }
        return row.getBytes("device_hash") == null ? Asker.Standing.STRANGER : Asker.Standing.KNOWN_BROWSER;
    }

    private static Set<Method> methods(@Nullable Array names) throws SQLException {
        return names == null
                ? Set.of()
                : Arrays.stream((String[]) names.getArray())
                        .filter(Objects::nonNull) // The password itself is no method of recovery.
                        .map(Method::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Challenge challenge(ResultSet row) throws SQLException {
        var id = row.getObject("challenge", UUID.class);
        return id == null
                ? null
                : new Challenge(
                        id,
                        Method.valueOf(row.getString("kind")),
                        row.getObject("contact_id", UUID.class),
                        row.getInt("contact_version"),
                        row.getBytes("nonce"),
                        row.getInt("answers_left"),
                        row.getTimestamp("challenge_expires_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
