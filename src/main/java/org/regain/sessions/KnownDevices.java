package org.regain.sessions;

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

    /// Nothing is remembered of a sign-in that something has ended meanwhile: its browser must not stay behind as a known
    /// one. The row lock makes a reset at the same moment come before or after, never between.
    void remember(Token device, Subscriber who) {
        sql.sql("""
                        insert into known_device (token_hash, account_id)
                        select :hash, id from account where id = :account and auth_epoch = :epoch for share
                        on conflict do nothing
                        """)
                .param("hash", device.hash())
                .param("account", who.account().value())
                .param("epoch", who.authEpoch())
                .update();
    }
}
