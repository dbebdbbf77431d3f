package org.regain.delivery;

import java.time.Duration;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// "This wasn't me" links as they are kept: by the hash of their secret.
@Repository
class RepudiationLinks {

    private final JdbcClient sql;

    RepudiationLinks(JdbcClient sql) {
        this.sql = sql;
    }

    void put(Token token, AccountId account, NoticeKind kind, Duration life) {
        sql.sql("""
                        insert into repudiation_link (token_hash, account_id, kind, expires_at)
                        values (:hash, :account, :kind, regain.now() + make_interval(secs => :life))
                        """)
                .param("hash", token.hash())
                .param("account", account.value())
                .param("kind", kind.name())
                .param("life", life.toSeconds())
                .update();
    }
}
