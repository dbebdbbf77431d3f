package org.regain.faults;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the rows must say of each other, whatever was cut: each line names rows of which one part was written and another was not.
public final class Ledger {

    private static final String BROKEN = """
            select 'reset half done: flow ' || f.id from flow f
            where f.purpose = 'RECOVERY' and ((coalesce(f.outcome, '') = 'RESET') <> exists (select from password p where p.flow_id = f.id)
                or (coalesce(f.outcome, '') = 'RESET') <> (1 = (select count(*) from audit_event e where e.flow_id = f.id and e.kind = 'PASSWORD_RESET'))
                or (coalesce(f.outcome, '') = 'UNLOCKED') <> (1 = (select count(*) from audit_event e where e.flow_id = f.id and e.kind = 'ACCOUNT_UNLOCKED'))
                or (f.completed_at is not null) <> exists (select from proof_use u where u.flow_id = f.id))
            union all
            select 'resets and their notices: account ' || a.id from account a
            where (select count(*) from flow f join contact c on c.account_id = f.account_id
                   where f.account_id = a.id and f.outcome = 'RESET' and c.kind = 'EMAIL'
                     and c.confirmed_at <= f.completed_at and coalesce(c.removed_at, 'infinity') > f.completed_at)
                <> (select count(*) from repudiation_link l where l.account_id = a.id and l.kind = 'PASSWORD_RESET')
            union all
            select 'passwords and flows: account ' || a.id from account a
            where (select count(*) from password p where p.account_id = a.id)
                   <> (select count(*) from flow f where f.account_id = a.id and f.outcome in ('CLAIMED', 'RESET', 'CHANGED'))
               or (select count(*) from password p where p.account_id = a.id and p.version > 1) <> a.auth_epoch
            union all
            select 'access of an old epoch: account ' || a.id from portal_access x join account a on a.id = x.account_id
            where x.auth_epoch <> a.auth_epoch or not exists (select from spring_session s where s.primary_id = x.session_id)
            union all
            select 'session of an old epoch: ' || s.primary_id from spring_session s join account a on a.id::text = s.principal_name
                join spring_session_attributes e on e.session_primary_id = s.primary_id and e.attribute_name = 'epoch'
            where convert_from(e.attribute_bytes, 'UTF8') <> a.auth_epoch::text
            union all
            select 'open or known from before a reset: account ' || r.account_id from flow r where r.outcome = 'RESET'
                and (exists (select from flow f where f.account_id = r.account_id and f.opened_at < r.completed_at
                             and f.ended_at is null and f.completed_at is null)
                  or exists (select from known_device d where d.account_id = r.account_id and d.created_at < r.completed_at))
            union all
            select 'claimed twice or by halves: account ' || a.id from account a
            where (select count(*) from flow f where f.account_id = a.id and f.outcome = 'CLAIMED') > 1
               or (a.state = 'UNCLAIMED') = exists (select from password p where p.account_id = a.id)
            union all
            select 'a method without its event: account ' || a.id from account a
            where (select count(*) from flow f where f.account_id = a.id and f.outcome = 'REGISTERED')
                <> (select count(*) from audit_event e join flow f on f.id = e.flow_id
                    where e.account_id = a.id and e.kind = 'METHOD_ADDED' and f.purpose = 'REGISTER')
            union all
            select 'a method gone without its event: account ' || a.id from account a
            where (select count(*) from contact c where c.account_id = a.id and c.removed_at is not null and c.confirmed_at is not null)
                    + (select count(*) from authenticator t where t.account_id = a.id and t.removed_at is not null and t.confirmed_at is not null)
                <> (select count(*) from audit_event e where e.account_id = a.id and e.kind = 'METHOD_REMOVED')
            union all
            select 'two live challenges: flow ' || flow_id from challenge
            where consumed_at is null and superseded_at is null group by flow_id having count(*) > 1
            """;

    private Ledger() {}

    public static List<String> broken(JdbcClient sql) {
        return sql.sql(BROKEN).query(String.class).list();
    }
}
