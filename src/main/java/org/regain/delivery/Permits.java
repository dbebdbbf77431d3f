package org.regain.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import org.regain.account.Account;
import org.regain.account.Contact;
import org.regain.secret.Macs;
import org.regain.secret.Permit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The permits that are mailed, kept as MACs. Whether one serves a recovery the database says (`use_permit`).
@Repository
class Permits {

    private final JdbcClient sql;
    private final SecureRandom random;
    private final Macs macs;

    Permits(JdbcClient sql, SecureRandom random, Macs macs) {
        this.sql = sql;
        this.random = random;
        this.macs = macs;
    }

    /// A new one for this address of the account.
    Permit make(Account account, Contact contact, Duration life) {
        var permit = Permit.random(random);
        sql.sql("""
                        insert into permit (mac, account_id, contact_id, expires_at)
                        values (:mac, :account, :contact, regain.now() + make_interval(secs => :life))
                        """)
                .param("mac", permit.mac(macs))
                .param("account", account.id().value())
                .param("contact", contact.id())
                .param("life", life.toSeconds())
                .update();
        return permit;
    }
}
