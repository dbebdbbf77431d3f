package org.regain.admin;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.regain.account.OrganisationId;
import org.regain.admin.Chart.Part;
import org.regain.admin.Chart.Stack;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How many of an organisation could get back in, and the reminder to those who could not.
@Repository
class ReadinessNumbers {

    /// All in one reading. People who have not been reminded for so long are reminded; the database says the same. The
    /// time is asked for once, not for each row.
    private static final String TODAY = """
        select case a.state when 'ACTIVE' then coalesce(r.state, 'UNKNOWN') else a.state end as state,
               count(*)::integer as many,
               (count(*) filter (where a.state = 'ACTIVE' and r.state in ('AT_RISK', 'NOT_READY')
                    and coalesce(r.reminded_at <= (select regain.now()) - regain.reminding_pause(), true)))::integer as remindable
        from account a left join readiness r on r.account_id = a.id
        where a.organisation_id = :organisation and a.state in ('ACTIVE', 'UNCLAIMED')
        group by 1
        """;

    private final JdbcClient sql;

    ReadinessNumbers(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// @param counts     by `READY`, `AT_RISK`, `NOT_READY`, `UNCLAIMED` and, just after something has changed, `UNKNOWN`
    /// @param remindable who would be reminded now
    record Today(Map<String, Integer> counts, int remindable) {}

    Today today(OrganisationId organisation) {
        var counts = new LinkedHashMap<String, Integer>();
        var remindable = sql.sql(TODAY)
                .param("organisation", organisation.value())
                .query((row, _) -> {
                    counts.put(row.getString("state"), row.getInt("many"));
                    return row.getInt("remindable");
                })
                .list();
        return new Today(counts, remindable.stream().mapToInt(it -> it).sum());
    }

    /// As it stood at the end of each of the last days, the oldest first; what was not written down is left out.
    List<Stack> lately(OrganisationId organisation, int days) {
        return sql.sql("""
                        select * from readiness_day
                        where organisation_id = :organisation and day > (regain.now() at time zone 'UTC')::date - :days
                        order by day
                        """)
                .param("organisation", organisation.value())
                .param("days", days)
                .query((row, _) -> new Stack(
                        row.getObject("day", LocalDate.class),
                        List.of(
                                new Part("READY", row.getInt("ready")),
                                new Part("AT_RISK", row.getInt("at_risk")),
                                new Part("NOT_READY", row.getInt("not_ready")),
                                new Part("UNCLAIMED", row.getInt("unclaimed")))))
                .list();
    }

    Done remind(Acting by) {
        return Done.valueOf(sql.sql("select result from remind_at_risk(:flow, :key, :source, :browser)")
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }
}
