package org.regain.signin;

import java.util.Optional;
import org.regain.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// By which name somebody signed in could sign in again.
@Repository
class OwnNames {

    private final JdbcClient sql;

    OwnNames(JdbcClient sql) {
        this.sql = sql;
    }

    /// The user name, or else the oldest address that is a name; not every address of theirs is one.
    Optional<String> of(AccountId account) {
        return sql.sql("""
                        select shown from account_name where account_id = :account and retired_at is null
                        order by kind desc, created_at, key limit 1
                        """)
                .param("account", account.value())
                .query(String.class)
                .optional();
    }
}
