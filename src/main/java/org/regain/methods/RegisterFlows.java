package org.regain.methods;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tries of one's own methods in PostgreSQL. They entitle to nothing but the confirmation of what was tried.
@Repository
class RegisterFlows {

    private final JdbcClient sql;
    private final Clock clock;

    RegisterFlows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// The try whose handle this is, if it is still under way and of this account.
    Optional<RegisterFlow> find(Token key, AccountId account) {
        return sql.sql("""
                        select f.id, f.step, f.account_id, c.id as challenge, c.kind, c.contact_id, c.contact_version, c.nonce,
                               c.max_attempts - c.attempts as answers_left, c.expires_at,
                               c.consumed_at is null and c.superseded_at is null as live
                        from flow f
                                 cross join lateral (select x.id, x.kind, x.contact_id, x.contact_version, x.nonce, x.attempts,
                                                            x.max_attempts, x.expires_at, x.consumed_at, x.superseded_at
                                                     from challenge x where x.flow_id = f.id
                                                     order by x.created_at desc, x.id desc limit 1) c
                        where f.key_hash = :key and f.purpose = 'REGISTER' and f.account_id = :account
                          and f.ended_at is null and f.completed_at is null and f.expires_at > regain.now()
                        """)
                .param("key", key.hash())
                .param("account", account.value())
                .query((row, _) -> flow(row))
                .optional();
    }

    /// Ends a try that was rightly answered.
    Ending finish(Acting by, FlowId flow, Token key) {
        return Ending.valueOf(sql.sql("select finish_register(:flow, :key, :signIn, :signInKey, :source, :browser)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("signIn", by.signIn().flow())
                .param("signInKey", by.signIn().keyHash())
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }

    /// What a try came to.
    enum Ending {
        /// An address or number is theirs from now on.
        CONFIRMED,
        /// It was registered before, and works.
        TRIED,
        /// The session may not change anything any more.
        STALE,
        NOT_PROVEN,
        GONE
    }

    private RegisterFlow flow(ResultSet row) throws SQLException {
        return new RegisterFlow(
                new FlowId(row.getObject("id", UUID.class)),
                row.getInt("step"),
                new AccountId(row.getObject("account_id", UUID.class)),
                Method.valueOf(row.getString("kind")),
                row.getObject("contact_id", UUID.class),
                challenge(row));
    }

    private @Nullable Challenge challenge(ResultSet row) throws SQLException {
        var challenge = new Challenge(
                row.getObject("challenge", UUID.class),
                Method.valueOf(row.getString("kind")),
                row.getObject("contact_id", UUID.class),
                row.getInt("contact_version"),
                row.getBytes("nonce"),
                row.getInt("answers_left"),
                row.getTimestamp("expires_at").toInstant());
        return row.getBoolean("live") && challenge.open(clock.instant()) ? challenge : null;
    }
}
