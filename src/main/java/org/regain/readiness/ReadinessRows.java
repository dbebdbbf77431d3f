package org.regain.readiness;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.regain.account.AccountId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Who could get back in, as far as it was worked out. Rows come, go and fall due by triggers: see `methods_changed`.
@Repository
class ReadinessRows {

    private final JdbcClient sql;
    private final JdbcClient background;

    ReadinessRows(JdbcClient sql, @Qualifier("backgroundDataSource") DataSource background) {
        this.sql = sql;
        this.background = JdbcClient.create(background);
    }

    /// @param due when it has to be worked out again
    record Row(AccountId account, Readiness.State state, Instant due) {}

    /// Accounts whose answer is due, and nobody else's until the transaction ends. `skip locked` keeps two nodes apart.
    List<AccountId> takeDue(int limit) {
        return sql.sql("""
                        select account_id from readiness where due_at <= regain.now() order by due_at limit :limit
                        for update skip locked
                        """)
                .param("limit", limit)
                .query((row, _) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    /// A minute at least, so that a node whose clock is late does not work out the same ones over and over.
    void write(List<Row> rows) {
        sql.sql("""
                        update readiness r
                        set state = n.state, computed_at = regain.now(),
                            due_at = greatest(n.due_at, regain.now() + interval '1 minute')
                        from unnest(:accounts, :states, :dues::timestamptz[]) as n (account_id, state, due_at)
                        where r.account_id = n.account_id
                        """)
                .param(
                        "accounts",
                        new SqlArrayValue(
                                "uuid",
                                rows.stream().map(row -> row.account().value()).toArray()))
                .param(
                        "states",
                        texts(rows.stream().map(row -> row.state().name()).toList()))
                .param(
                        "dues",
                        texts(rows.stream().map(row -> row.due().toString()).toList()))
                .update();
    }

    /// How it stands, as the row of today.
    void keepTheDay() {
        background.sql("""
                        insert into readiness_day as d (organisation_id, day, ready, at_risk, not_ready, unclaimed)
                        select a.organisation_id, (regain.now() at time zone 'UTC')::date,
                               count(*) filter (where r.state = 'READY'), count(*) filter (where r.state = 'AT_RISK'),
                               count(*) filter (where r.state = 'NOT_READY'), count(*) filter (where a.state = 'UNCLAIMED')
                        from account a left join readiness r on r.account_id = a.id
                        where a.state in ('ACTIVE', 'UNCLAIMED')
                        group by 1
                        on conflict (organisation_id, day) do update
                            set ready = excluded.ready, at_risk = excluded.at_risk, not_ready = excluded.not_ready,
                                unclaimed = excluded.unclaimed
                        """).update();
    }

    private static SqlArrayValue texts(List<String> values) {
        return new SqlArrayValue("text", values.toArray());
    }
}
