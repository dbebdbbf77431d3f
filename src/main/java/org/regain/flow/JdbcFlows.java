package org.regain.flow;

import java.sql.Types;
import org.regain.secret.Token;
import org.regain.verification.FlowId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Flows in PostgreSQL. A write is guarded by the step the flow was read at.
@Repository
class JdbcFlows implements Flows {

    private final JdbcClient sql;

    JdbcFlows(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void open(NewFlow flow) {
        sql.sql("""
                        insert into flow (id, purpose, key_hash, account_id, name_mac, device_hash, language, source, browser,
                                          expires_at)
                        values (:id, :purpose, :key, :account, :name,
                                (select token_hash from known_device where token_hash = :device and account_id = :account),
                                :language, :source, :browser,
                                regain.now() + case :purpose when 'RECOVERY' then flow_life()
                                                             when 'CLAIM' then claim_life()
                                                             when 'REGISTER' then try_life() end)
                        """)
                .param("id", flow.handle().id().value())
                .param("purpose", flow.purpose().name())
                .param("key", flow.handle().key().hash())
                .param("account", flow.account() == null ? null : flow.account().value(), Types.OTHER)
                .param("name", flow.nameMac())
                .param("device", flow.device() == null ? null : flow.device().hash(), Types.BINARY)
                .param("language", flow.language())
                .param("source", flow.origin().source())
                .param("browser", flow.origin().browser())
                .update();
    }

    @Override
    public boolean advance(FlowId flow, int step) {
        return sql.sql("""
                        update flow set step = step + 1
                        where id = :id and step = :step and ended_at is null and completed_at is null
                        """).param("id", flow.value()).param("step", step).update() == 1;
    }

    @Override
    public void leave(Purpose purpose, Token key) {
        sql.sql("""
                        update flow set ended_at = regain.now(), ended_because = 'CANCELLED', step = step + 1
                        where key_hash = :key and purpose = :purpose and ended_at is null and completed_at is null
                        """).param("key", key.hash()).param("purpose", purpose.name()).update();
    }
}
