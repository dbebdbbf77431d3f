package org.regain.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
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
        return sql.sql("""
                        select exists (select from contact where account_id = :id and kind = 'EMAIL'
                                       and confirmed_at is not null and removed_at is null) as email,
                               exists (select from contact where account_id = :id and kind = 'PHONE'
                                       and confirmed_at is not null and removed_at is null) as sms,
                               exists (select from authenticator where account_id = :id and kind = 'TOTP'
                                       and confirmed_at is not null and removed_at is null) as totp,
                               exists (select from authenticator where account_id = :id and kind = 'PASSKEY'
                                       and confirmed_at is not null and removed_at is null) as passkey,
                               exists (select from saved_code where account_id = :id
                                       and used_at is null and retired_at is null) as saved_code
                        """)
                .param("id", account.value())
                .query((row, _) -> methods(row))
                .single();
    }

    @Override
    public Set<Method> besidePassword(AccountId account) {
        return sql.sql("""
                        select false as email, false as sms,
                               exists (select from authenticator where account_id = :id and kind = 'TOTP'
                                       and confirmed_at is not null and removed_at is null and set_aside_at is null) as totp,
                               exists (select from authenticator where account_id = :id and kind = 'PASSKEY'
                                       and confirmed_at is not null and removed_at is null and set_aside_at is null) as passkey,
                               exists (select from saved_code where account_id = :id and used_at is null
                                       and retired_at is null and set_aside_at is null) as saved_code
                        """)
                .param("id", account.value())
                .query((row, _) -> methods(row))
                .single();
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

    private static Set<Method> methods(ResultSet row) throws SQLException {
        var methods = EnumSet.noneOf(Method.class);
        for (var method : Method.values()) {
            if (row.getBoolean(method.name())) {
                methods.add(method);
            }
        }
        return methods;
    }

    /// The secret of an authenticator app as it is stored.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record SealedTotp(UUID authenticator, byte[] sealed, Totp.Drift drift) {}
}
