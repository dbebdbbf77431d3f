package org.regain.audit;

import com.fasterxml.uuid.NoArgGenerator;
import java.sql.Types;
import java.util.List;
import org.regain.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAuditLog implements AuditLog {

    private final JdbcClient sql;
    private final NoArgGenerator ids;

    JdbcAuditLog(JdbcClient sql, NoArgGenerator ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public void append(AuditEvent event, Origin origin) {
        var account = event.account();
        sql.sql("""
                        insert into audit_event (id, kind, account_id, organisation_id, flow_id, source, browser, detail)
                        values (:id, :kind, :account, (select organisation_id from account where id = :account), :flow,
                                :source, :browser, :detail)
                        """)
                .param("id", ids.generate())
                .param("kind", event.kind())
                .param("account", account == null ? null : account.value(), Types.OTHER)
                .param("flow", event.flow(), Types.OTHER)
                .param("source", origin.source())
                .param("browser", origin.browser())
                .param("detail", event.detail(), Types.VARCHAR)
                .update();
    }

    @Override
    public List<Entry> newest(AccountId account, int most) {
        return sql.sql("""
                        select at, kind, source, browser from audit_event
                        where account_id = :account order by at desc limit :most
                        """)
                .param("account", account.value())
                .param("most", most)
                .query((row, _) -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("kind"),
                        row.getString("source"),
                        row.getString("browser")))
                .list();
    }
}
