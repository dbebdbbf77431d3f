package org.regain.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.claim.ClaimFlow.BegunBy;
import org.regain.secret.Token;
import org.regain.sessions.Subscriber;
import org.regain.signin.FirstSignIn;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Claims in PostgreSQL. A flow becomes somebody's only by `use_claim_link` or `open_first_sign_in`.
@Repository
class ClaimFlows {

    private final JdbcClient sql;
    private final Clock clock;

    ClaimFlows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Gives the flow the account of this link; nothing when the link is dead.
    Optional<AccountId> useLink(Token link, FlowId flow) {
        return sql.sql("select use_claim_link(:hash, :flow)")
                .param("hash", link.hash())
                .param("flow", flow.value())
                .query((row, _) ->
                        Optional.ofNullable(row.getObject(1, UUID.class)).map(AccountId::new))
                .single();
    }

    /// Opens a claim by an imported password that was typed rightly; false, and nothing done, when the account is not what
    /// it was.
    boolean openByPassword(FirstSignIn by) {
        return sql.sql("select open_first_sign_in(:account, :epoch, :name, :id, :key, :language, :source, :browser)")
                .param("account", by.account().value())
                .param("epoch", by.authEpoch())
                .param("name", by.nameMac())
                .param("id", by.flow().id().value())
                .param("key", by.flow().key().hash())
                .param("language", by.language().tag())
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(Boolean.class)
                .single();
    }

    Optional<ClaimFlow> find(Token key) {
        return sql.sql("""
                        select f.*, exists (select from regain.valid_proofs(f.id)) as confirmed,
                               regain.claim_begun_by(f.id) as begun_by, c.id as challenge,
                               c.contact_id, c.contact_version, c.max_attempts - c.attempts as answers_left,
                               c.expires_at as challenge_expires_at
                        from flow f
                                 left join challenge c
                                           on c.flow_id = f.id and c.consumed_at is null and c.superseded_at is null
                        where f.key_hash = :key and f.purpose = 'CLAIM'
                        """)
                .param("key", key.hash())
                .query((row, _) -> flow(row))
                .optional();
    }

    /// Whose account it is now, once it is claimed.
    Subscriber claimedBy(FlowId flow) {
        return sql.sql("""
                        select a.id, a.auth_epoch, a.language from flow f join account a on a.id = f.account_id
                        where f.id = :id and f.outcome = 'CLAIMED'
                        """)
                .param("id", flow.value())
                .query((row, _) -> new Subscriber(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getInt("auth_epoch"),
                        Language.ofTag(row.getString("language")).orElseThrow()))
                .single();
    }

    private ClaimFlow flow(ResultSet row) throws SQLException {
        if (row.getTimestamp("completed_at") != null) {
            return new ClaimFlow.Claimed();
        }
        var account = row.getObject("account_id", UUID.class);
        var expired = !clock.instant().isBefore(row.getTimestamp("expires_at").toInstant());
        if (row.getTimestamp("ended_at") != null || expired || account == null) {
            return new ClaimFlow.Over();
        }
        var id = new FlowId(row.getObject("id", UUID.class));
        var by = BegunBy.valueOf(row.getString("begun_by"));
        return row.getBoolean("confirmed")
                ? new ClaimFlow.Choosing(id, row.getInt("step"), new AccountId(account), by)
                : new ClaimFlow.Confirming(id, row.getInt("step"), new AccountId(account), by, challenge(row));
    }

    private @Nullable Challenge challenge(ResultSet row) throws SQLException {
        var id = row.getObject("challenge", UUID.class);
        if (id == null) {
            return null;
        }
        var challenge = new Challenge(
                id,
                Method.EMAIL,
                row.getObject("contact_id", UUID.class),
                row.getInt("contact_version"),
                null,
                row.getInt("answers_left"),
                row.getTimestamp("challenge_expires_at").toInstant());
        return challenge.open(clock.instant()) ? challenge : null;
    }
}
