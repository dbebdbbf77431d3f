package org.regain.methods;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.methods.DueMethods.Due;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What is asked of somebody's methods beside the list of them, which is `readiness`'s. Reading only: see [MethodChanges].
@Repository
class OwnMethods {

    private final JdbcClient sql;

    OwnMethods(JdbcClient sql) {
        this.sql = sql;
    }

    /// From when on the newest method of a kind serves by itself.
    Instant newestServesFrom(AccountId account, Method kind) {
        return sql.sql("""
                        select coalesce(max(serves_from), regain.now()) from methods_of(:account)
                        where way = :way
                        """)
                .param("account", account.value())
                .param("way", kind.name())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /// What is due once somebody has signed in, in one query.
    ///
    /// @param usable those that can be tried here at all
    Due due(AccountId account, Collection<Method> usable) {
        return Due.valueOf(sql.sql("""
                        select case when exists (select from shortfall where account_id = :account) then 'ONE_MORE'
                                    when exists (select from contact
                                                 where account_id = :account and confirmed_at is not null and removed_at is null
                                                   and method_of(kind) = any (:usable)
                                                   and coalesce(last_used_at, confirmed_at) < regain.now() - long_unused())
                                      or exists (select from authenticator
                                                 where account_id = :account and confirmed_at is not null and removed_at is null
                                                   and kind = any (:usable)
                                                   and coalesce(last_used_at, confirmed_at) < regain.now() - long_unused())
                                    then 'CHECK' else 'NOTHING' end
                        """)
                .param("account", account.value())
                .param(
                        "usable",
                        new SqlArrayValue(
                                "text", usable.stream().map(Method::name).toArray()))
                .query(String.class)
                .single());
    }

    /// The newest app whose first code is still to be typed, if it was added within the hour.
    Optional<AwaitedTotp> awaitedTotp(AccountId account) {
        return sql.sql("""
                        select a.id, t.sealed from authenticator a join totp t on t.authenticator_id = a.id
                        where a.account_id = :account and a.confirmed_at is null and a.removed_at is null
                          and a.created_at > regain.now() - interval '1 hour'
                        order by a.created_at desc limit 1
                        """)
                .param("account", account.value())
                .query((row, _) -> new AwaitedTotp(row.getObject("id", UUID.class), row.getBytes("sealed")))
                .optional();
    }

    /// The passkeys a new one may not sit beside in one authenticator.
    List<byte[]> passkeyIds(AccountId account) {
        return sql.sql("""
                        select p.credential_id from passkey p join authenticator a on a.id = p.authenticator_id
                        where a.account_id = :account and a.removed_at is null
                        """)
                .param("account", account.value())
                .query((row, _) -> row.getBytes("credential_id"))
                .list();
    }

    /// The secret of an app that is not confirmed yet, as it is stored.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record AwaitedTotp(UUID id, byte[] sealed) {}
}
