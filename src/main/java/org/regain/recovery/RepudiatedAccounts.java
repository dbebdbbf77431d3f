package org.regain.recovery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The effect of a "This wasn't me" link, which the database works by itself.
@Repository
class RepudiatedAccounts {

    private final JdbcClient sql;

    RepudiatedAccounts(JdbcClient sql) {
        this.sql = sql;
    }

    /// Uses the link up and freezes its account; null when the link is dead.
    @Nullable
    AccountId freeze(Token token) {
        return sql.sql("select repudiate(:hash)")
                .param("hash", token.hash())
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .map(AccountId::new)
                .orElse(null);
    }
}
