package org.regain.recovery;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was proven in recoveries and neither written down nor told since.
///
/// An answer is judged in a transaction of its own, or whatever fails after it would take back that it was counted. A node that
/// ends in between, or loses the database, leaves a proof of which nobody hears.
@Repository
class UntoldProofs {

    /// Of the last hour; what was proven within ten seconds may be about to be told.
    private static final String UNTOLD = """
             from flow f join proof p on p.flow_id = f.id
            where f.purpose = 'RECOVERY' and f.account_id is not null and f.opened_at > regain.now() - interval '1 hour'
              and p.challenge_id is not null and p.proven_at < regain.now() - interval '10 seconds'
              and (select count(*) from audit_event e
                   where e.account_id = f.account_id and e.at >= f.opened_at
                     and e.flow_id = f.id and e.kind = 'ANSWER_RIGHT' and e.detail = p.method)
                  < (select count(*) from proof s
                     where s.flow_id = f.id and s.method = p.method and s.challenge_id is not null)
            """;

    private final JdbcClient sql;

    UntoldProofs(JdbcClient sql) {
        this.sql = sql;
    }

    /// One of them.
    ///
    /// @param origin where the recovery was begun; where it was answered, nobody knows any more
    record Untold(FlowId flow, AccountId account, Method method, Origin origin) {}

    /// Some, and nobody else's until the caller's transaction ends. Looked at once they are held: what another node told a moment before that
    /// was not seen before.
    List<Untold> take(int most) {
        var held = sql.sql("select f.id" + UNTOLD + "limit :most for update of f skip locked")
                .param("most", most)
                .query(UUID.class)
                .list();
        return held.isEmpty() ? List.of() : of(held);
    }

    private List<Untold> of(List<UUID> flows) {
        return sql.sql("select f.id, f.account_id, p.method, f.source, f.browser" + UNTOLD + "and f.id = any (:flows)")
                .param("flows", flows.toArray(UUID[]::new))
                .query((row, _) -> new Untold(
                        new FlowId(row.getObject("id", UUID.class)),
                        new AccountId(Objects.requireNonNull(row.getObject("account_id", UUID.class))),
                        Method.valueOf(row.getString("method")),
                        new Origin(row.getString("source"), row.getString("browser"))))
                .list();
    }
}
