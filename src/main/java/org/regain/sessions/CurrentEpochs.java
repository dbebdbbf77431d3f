package org.regain.sessions;

import java.time.Duration;
import java.util.Optional;
import org.regain.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether a session of an account may go on.
@Repository
class CurrentEpochs {

    private final JdbcClient sql;

    CurrentEpochs(JdbcClient sql) {
        this.sql = sql;
    }

    /// How long its sessions may last altogether, as its organisation chose. Empty where none goes on: the account is not
    /// active, or something has happened since `epoch` that ends its sessions.
    Optional<Duration> wholeLife(AccountId account, int epoch) {
        return sql.sql("""
                        select policy(organisation_id, 'SESSION_HOURS') from account
                        where id = :id and auth_epoch = :epoch and state = 'ACTIVE'
                        """)
                .param("id", account.value())
                .param("epoch", epoch)
                .query(Integer.class)
                .optional()
                .map(Duration::ofHours);
    }
}
