package org.regain.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// What an organisation has chosen within the bounds. Whether a change holds at once, waits or is refused, the database says.
@Repository
class Policy {

    private final JdbcClient sql;

    Policy(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// Every setting, in the order of [Setting].
    List<SettingLine> settings(Administrator who) {
        return sql
                .sql("select name, policy(:organisation, name) as value, lowest, highest, stricter from policy_setting")
                .param("organisation", who.organisation().value())
                .query((row, _) -> new SettingLine(
                        Setting.valueOf(row.getString("name")),
                        row.getInt("value"),
                        row.getInt("lowest"),
                        row.getInt("highest"),
                        row.getString("stricter").equals("HIGHER")))
                .list()
                .stream()
                .sorted(Comparator.comparing(SettingLine::setting))
                .toList();
    }

    /// What waits, the oldest first; not what nobody has approved within thirty days.
    List<Weakening> waiting(Administrator who) {
        return sql.sql("""
                        select c.id, c.setting, c.from_value, c.to_value, c.proposed_at, c.effective_at, c.proposed_by,
                               (select shown from account_name n where n.account_id = c.proposed_by and n.kind = 'EMAIL') as proposer,
                               (select shown from account_name n where n.account_id = c.approved_by and n.kind = 'EMAIL') as approver
                        from policy_change c
                        where c.organisation_id = :organisation and c.withdrawn_at is null
                          and case when c.effective_at is null then c.proposed_at > regain.now() - regain.proposal_life()
                                   else c.effective_at > regain.now() end
                        order by c.proposed_at
                        """)
                .param("organisation", who.organisation().value())
                .query((row, _) -> weakening(row, who.account().value()))
                .list();
    }

    PolicyDone change(Acting by, Setting setting, int value) {
        return done(
                sql.sql("select change_policy(:flow, :key, :setting, :value, :source, :browser)")
                        .param("setting", setting.name())
                        .param("value", value),
                by);
    }

    PolicyDone approve(Acting by, UUID proposal) {
        return done(
                sql.sql("select approve_policy(:flow, :key, :proposal, :source, :browser)")
                        .param("proposal", proposal),
                by);
    }

    PolicyDone withdraw(Acting by, UUID proposal) {
        return done(
                sql.sql("select withdraw_policy(:flow, :key, :proposal, :source, :browser)")
                        .param("proposal", proposal),
                by);
    }

    private static PolicyDone done(StatementSpec statement, Acting by) {
        return PolicyDone.valueOf(statement
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }

    private static Weakening weakening(ResultSet row, UUID who) throws SQLException {
        return new Weakening(
                row.getObject("id", UUID.class),
                Setting.valueOf(row.getString("setting")),
                row.getInt("from_value"),
                row.getInt("to_value"),
                row.getString("proposer"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("approver"),
                instant(row.getObject("effective_at", OffsetDateTime.class)),
                who.equals(row.getObject("proposed_by", UUID.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
