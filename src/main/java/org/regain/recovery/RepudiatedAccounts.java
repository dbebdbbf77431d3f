package org.regain.recovery;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Contact;
import org.regain.secret.Token;
import org.regain.verification.Method;
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

    /// The addresses that went with it, which are told as well: they may be the owner's.
    List<Contact> addressesTakenBy(Token token) {
        return sql.sql("""
                        select k.id, k.version, k.kind, k.address
                        from taken_by_link(:hash) t join contact k on k.id = t.id order by k.address
                        """)
                .param("hash", token.hash())
                .query((row, _) -> new Contact(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        Contact.Kind.valueOf(row.getString("kind")),
                        row.getString("address"),
                        true))
                .list();
    }

    /// What went with it.
    List<TakenMethod> takenBy(Token token) {
        return sql.sql("select * from taken_by_link(:hash) order by way, name")
                .param("hash", token.hash())
                .query((row, _) ->
                        TakenMethod.of(Method.valueOf(row.getString("way")), row.getString("name"), row.getInt("many")))
                .list();
    }
}
