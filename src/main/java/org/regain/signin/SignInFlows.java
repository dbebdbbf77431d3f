package org.regain.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.secret.Token;
import org.regain.sessions.NewSession;
import org.regain.sessions.SignInRef;
import org.regain.sessions.Subscriber;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Sign-ins that take a second factor, in PostgreSQL. They are opened by `sign_in_right`, and completed by nothing but
/// `finish_sign_in`, which looks for the proofs itself.
@Repository
class SignInFlows {

    private final JdbcClient sql;

    SignInFlows(JdbcClient sql) {
        this.sql = sql;
    }

    /// The sign-in whose handle this is, as it stands now. What is sent is no second factor (NIST SP 800-63B-4 § 3.1.3.1),
    /// so a challenge of that kind is as good as none.
    PendingSignIn find(Token key) {
        return sql.sql("""
                        select f.id, f.step, f.account_id, c.id as challenge, c.kind, c.nonce,
                               c.max_attempts - c.attempts as answers_left, c.expires_at
                        from flow f
                                 join account a on a.id = f.account_id
                                 left join challenge c
                                           on c.flow_id = f.id and c.consumed_at is null and c.superseded_at is null
                                               and c.expires_at > regain.now() and c.attempts < c.max_attempts
                                               and not is_sent(c.kind)
                        where f.key_hash = :key and f.purpose = 'SIGN_IN' and f.ended_at is null and f.completed_at is null
                          and f.expires_at > regain.now() and a.state = 'ACTIVE' and a.password_compromised_at is null
                          and exists (select from regain.valid_proofs(f.id) v where v.class = 'PASSWORD')
                        """)
                .param("key", key.hash())
                .query((row, _) -> pending(row))
                .optional()
                .orElseGet(PendingSignIn.Over::new);
    }

    /// Asks the database to complete a sign-in; it derives the entitlement itself. Empty: it is not entitled, or over.
    ///
    /// @param savedCodeMacs of what replaces the saved codes this flow used up, one for one
    Optional<NewSession> finish(FlowId flow, Token key, byte[][] savedCodeMacs) {
        return sql.sql("select * from finish_sign_in(:flow, :key, :macs)")
                .param("flow", flow.value())
                .param("key", key.hash())
                .param("macs", new SqlArrayValue("bytea", (Object[]) savedCodeMacs))
                .query((row, _) -> row.getString("result").equals("DONE")
                        ? Optional.of(session(row, new SignInRef(flow.value(), key.hash())))
                        : Optional.<NewSession>empty())
                .single();
    }

    /// Notes that an answer which was judged was wrong. True: the account's holder is to be told.
    boolean noteWrong(FlowId flow) {
        return sql.sql("select note_wrong_factor(:flow)")
                .param("flow", flow.value())
                .query(Boolean.class)
                .single();
    }

    /// Who the database says has signed in.
    static NewSession session(ResultSet row, SignInRef signIn) throws SQLException {
        var subscriber = new Subscriber(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getInt("auth_epoch"),
                Language.ofTag(row.getString("language")).orElseThrow());
        return new NewSession(subscriber, signIn, row.getBoolean("known_browser"));
    }

    private static PendingSignIn pending(ResultSet row) throws SQLException {
        var id = new FlowId(row.getObject("id", UUID.class));
        var account = new AccountId(row.getObject("account_id", UUID.class));
        var challenge = row.getObject("challenge", UUID.class);
        return challenge == null
                ? new PendingSignIn.Choosing(id, row.getInt("step"), account)
                : new PendingSignIn.Asked(id, row.getInt("step"), account, challenge(row, challenge));
    }

    private static Challenge challenge(ResultSet row, UUID id) throws SQLException {
        return new Challenge(
                id,
                Method.valueOf(row.getString("kind")),
                null,
                0,
                row.getBytes("nonce"),
                row.getInt("answers_left"),
                row.getTimestamp("expires_at").toInstant());
    }
}
