package org.regain.signin;

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

    /// The account is active and nothing has happened since `epoch` that ends its sessions.
    boolean isCurrent(AccountId account, int epoch) {
        return sql.sql(
                        "select exists (select from account where id = :id and auth_epoch = :epoch and state = 'ACTIVE')")
                .param("id", account.value())
                .param("epoch", epoch)
                .query(Boolean.class)
                .single();
    }
}
