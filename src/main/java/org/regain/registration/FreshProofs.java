package org.regain.registration;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How fresh the proof is that a session rests on: asked before a form is shown that would be refused afterwards.
@Repository
class FreshProofs {

    private final JdbcClient sql;

    FreshProofs(JdbcClient sql) {
        this.sql = sql;
    }

    Freshness of(Acting by) {
        var proof = by.proof();
        return Freshness.valueOf(sql.sql("""
                        select case when a.frozen_at is not null or a.password_compromised_at is not null then 'HELD'
                                    when exists (select from flow f
                                                 where f.id = :flow and f.key_hash = :key and f.account_id = a.id
                                                   and f.outcome in ('SIGNED_IN', 'CLAIMED') and f.auth_epoch = a.auth_epoch
                                                   and f.completed_at > regain.now() - interval '10 minutes'
                                                   and not outgrown(f.id)) then 'FRESH'
                                    else 'OLD' end
                        from account a where a.id = :account
                        """)
                .param("flow", proof == null ? null : proof.flow().value(), Types.OTHER)
                .param("key", proof == null ? null : proof.key().hash(), Types.BINARY)
                .param("account", by.account().value())
                .query(String.class)
                .single());
    }
}
