package org.regain.signin;

import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Browsers that have signed in to an account before, by the hash of their secret.
@Repository
class KnownDevices {

    private final JdbcClient sql;

    KnownDevices(JdbcClient sql) {
        this.sql = sql;
    }

    void remember(Token device, AccountId account) {
        sql.sql("insert into known_device (token_hash, account_id) values (:hash, :account) on conflict do nothing")
                .param("hash", device.hash())
                .param("account", account.value())
                .update();
    }
}
