package org.regain.delivery;

import java.time.Duration;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// "This wasn't me" links as they are kept: by the hash of their secret. What one takes away the database decides when it is
/// put, and how long it lives too.
@Repository
class RepudiationLinks {

    private final JdbcClient sql;

    RepudiationLinks(JdbcClient sql) {
        this.sql = sql;
    }

    /// Longer than any method that is added has to wait: see `repudiation_life`.
    Duration life() {
        return Duration.ofSeconds(sql.sql("select extract(epoch from repudiation_life())::bigint")
                .query(Long.class)
                .single());
    }

    /// @param contact the address that it goes to
    void put(Token token, AccountId account, NoticeKind kind, UUID contact, Duration life) {
        sql.sql("""
                        insert into repudiation_link (token_hash, account_id, kind, contact_id, expires_at)
                        values (:hash, :account, :kind, :contact, regain.now() + make_interval(secs => :life))
                        """)
                .param("hash", token.hash())
                .param("account", account.value())
                .param("kind", kind.name())
                .param("contact", contact)
                .param("life", life.toSeconds())
                .update();
    }
}
