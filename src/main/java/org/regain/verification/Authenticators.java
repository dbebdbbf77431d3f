package org.regain.verification;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.regain.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people have registered to prove who they are, as far as it takes part in proving. Reading only; see `methods`
/// for how it comes and goes.
@Repository
class Authenticators implements RegisteredMethods {

    private final JdbcClient sql;

    Authenticators(JdbcClient sql) {
        this.sql = sql;
    }

    /// The confirmed authenticator apps of an account; none for nobody.
    List<SealedTotp> totps(AccountId account) {
        return sql.sql("""
                        select a.id, t.sealed, d.at_least, d.at_most
                        from authenticator a join totp t on t.authenticator_id = a.id cross join lateral app_drift(a.id) d
                        where a.account_id = :account and a.confirmed_at is not null and a.removed_at is null
                        order by a.id
                        """)
                .param("account", account.value())
                .query((row, _) -> new SealedTotp(
                        row.getObject("id", UUID.class),
                        row.getBytes("sealed"),
                        new Totp.Drift(row.getInt("at_least"), row.getInt("at_most"))))
                .list();
    }

    /// The passkey that a browser names, whosever it is.
    Optional<StoredPasskey> passkey(byte[] credentialId) {
        return sql.sql("""
                        select a.id, a.account_id, p.* from authenticator a join passkey p on p.authenticator_id = a.id
                        where p.credential_id = :id and a.confirmed_at is not null and a.removed_at is null
                        """)
                .param("id", credentialId)
                .query((row, _) -> new StoredPasskey(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getBytes("credential_id"),
                        row.getBytes("public_key"),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible")))
                .optional();
    }

    @Override
    public Set<Method> of(AccountId account) {
        return methods("select distinct way from methods_of(:id)", account);
    }

    @Override
    public Set<Method> besidePassword(AccountId account) {
        return methods("select distinct way from methods_of(:id) where not is_sent(way) and not set_aside", account);
    }

    @Override
    public OptionalInt savedCodesLeft(AccountId account) {
        return sql
                .sql("select used_at is null from saved_code where account_id = :id and retired_at is null")
                .param("id", account.value())
                .query(Boolean.class)
                .list()
                .stream()
                .mapToInt(unused -> unused ? 1 : 0)
                .reduce(Integer::sum);
    }

    private Set<Method> methods(String query, AccountId account) {
        return sql.sql(query)
                .param("id", account.value())
                .query((row, _) -> Method.valueOf(row.getString("way")))
                .set();
    }

    /// The secret of an authenticator app as it is stored.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record SealedTotp(UUID authenticator, byte[] sealed, Totp.Drift drift) {}
}
