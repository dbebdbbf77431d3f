package org.regain.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.NameKey;
import org.regain.account.OrganisationId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// What happened in one organisation, the newest first. Rows are added elsewhere, and changed nowhere.
@Repository
class AuditTrail {

    /// So many at a time come out of the database while all of them are read.
    private static final int AT_A_TIME = 1_000;

    private static final String LINE = """
        select e.id, e.at, e.kind, e.account_id, e.actor_id, e.source, e.browser, e.detail,
               (select n.shown from account_name n where n.account_id = e.account_id order by n.kind desc, n.retired_at desc nulls first limit 1) as person,
               (select n.shown from account_name n where n.account_id = e.actor_id order by n.kind desc, n.retired_at desc nulls first limit 1) as actor
        from audit_event e
        where e.organisation_id = :organisation
        """;

    private static final String NEWEST_FIRST = " order by e.at desc, e.id desc";

    private final JdbcClient sql;

    AuditTrail(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    List<AuditLine> find(OrganisationId organisation, AuditFilter filter, int most) {
        var query = LINE + conditions(filter) + NEWEST_FIRST + " limit :most";
        return with(sql.sql(query), organisation, filter)
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    /// Every one that is asked for, without ever holding more than a few of them, and no connection while the reader is at it:
    /// whoever takes a file along over a slow line would else keep one from everybody else. What happens meanwhile is newer
    /// than all that is still to come, and so is not in it.
    void each(OrganisationId organisation, AuditFilter filter, Consumer<AuditLine> reader) {
        var rest = filter;
        List<AuditLine> some;
        do {
            some = find(organisation, rest, AT_A_TIME);
            some.forEach(reader);
            if (!some.isEmpty()) {
                rest = rest.olderThan(some.getLast().mark());
            }
        } while (some.size() == AT_A_TIME);
    }

    /// The newest of one account.
    List<AuditLine> of(OrganisationId organisation, UUID account, int most) {
        return sql.sql(LINE + " and e.account_id = :account" + NEWEST_FIRST + " limit :most")
                .param("organisation", organisation.value())
                .param("account", account)
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    private static StatementSpec with(StatementSpec statement, OrganisationId organisation, AuditFilter filter) {
        var before = filter.before();
        return statement
                .param("organisation", organisation.value())
                .param("person", key(filter.person()))
                .param("by", key(filter.by()))
                .param("kind", filter.kind(), Types.VARCHAR)
                .param("since", time(filter.since()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", time(filter.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("beforeAt", time(before == null ? null : before.at()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("beforeId", before == null ? null : before.id(), Types.OTHER);
    }

    private static String conditions(AuditFilter filter) {
        var conditions = new StringBuilder();
        if (!filter.person().isEmpty()) {
            conditions.append(" and e.account_id = (select account_id from account_name where key = :person)");
        }
        if (!filter.by().isEmpty()) {
            conditions.append(" and e.actor_id = (select account_id from account_name where key = :by)");
        }
        if (filter.kind() != null) {
            conditions.append(" and e.kind = :kind");
        }
        if (filter.from() != null) {
            conditions.append(" and e.at >= :since");
        }
        if (filter.to() != null) {
            conditions.append(" and e.at < :until");
        }
        if (filter.before() != null) {
            conditions.append(" and (e.at, e.id) < (:beforeAt, :beforeId)");
        }
        return conditions.toString();
    }

    /// What is no name at all is looked up too, and nobody has it.
    private static String key(String typed) {
        return NameKey.of(typed).map(NameKey::text).orElse(" ");
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static AuditLine line(ResultSet row) throws SQLException {
        return new AuditLine(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getObject("account_id", UUID.class),
                row.getString("person"),
                row.getObject("actor_id", UUID.class),
                row.getString("actor"),
                row.getString("source"),
                row.getString("browser"),
                row.getString("detail"));
    }
}
