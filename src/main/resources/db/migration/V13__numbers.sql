-- What the console counts: who could get back in, how recoveries end, what was delivered. Whoever reads these numbers learns
-- how many, never who. And what is kept for how long, which decides how far back can be counted.

-- READINESS. A row for each active account; null: not worked out yet. A change of anything it is worked out from makes it due.
alter table readiness
    alter column state drop not null,
    alter column computed_at drop not null,
    alter column computed_at drop default,
    add column reminded_at timestamptz;

create function readiness_is_due(p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into readiness as r (account_id, due_at)
    select id, regain.now() from account where id = p_account and state = 'ACTIVE'
    on conflict (account_id) do update set due_at = excluded.due_at where r.due_at > excluded.due_at
$$;

create function methods_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform readiness_is_due(case tg_op when 'DELETE' then old.account_id else new.account_id end);
    return null;
end $$;

create function state_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform readiness_is_due(new.id);
    delete from readiness where account_id = new.id and new.state <> 'ACTIVE';
    return null;
end $$;

-- At the end of the transaction, when it waits for nothing else any more: a row that was held from the middle of one would be
-- one more thing for which two endings wait for each other.
create constraint trigger methods_changed after insert or update of confirmed_at, removed_at, serves_from, set_aside_at on contact
    deferrable initially deferred for each row execute function methods_changed();
create constraint trigger methods_changed after insert or update of confirmed_at, removed_at, serves_from, set_aside_at on authenticator
    deferrable initially deferred for each row execute function methods_changed();
create constraint trigger methods_changed after insert or update of serves_from, used_at, retired_at, set_aside_at on saved_code
    deferrable initially deferred for each row execute function methods_changed();
create constraint trigger methods_changed after insert or delete on account_role
    deferrable initially deferred for each row execute function methods_changed();
create constraint trigger methods_changed after insert or update or delete on shortfall
    deferrable initially deferred for each row execute function methods_changed();
create constraint trigger state_changed after insert or update of state on account
    deferrable initially deferred for each row execute function state_changed();

insert into readiness (account_id, due_at) select id, regain.now() from account where state = 'ACTIVE' on conflict do nothing;

-- How it stood on a day (UTC), at its end or just now.
create table readiness_day (
    organisation_id uuid    not null references organisation,
    day             date    not null,
    ready           integer not null,
    at_risk         integer not null,
    not_ready       integer not null,
    unclaimed       integer not null,
    primary key (organisation_id, day)
);

-- Whoever could not get back in today, or not for long, is told how to, at most once in seven days. Returns DONE with how
-- many, UNCHANGED (nobody is to be reminded) or STALE (no administrator).
create function remind_at_risk(p_flow uuid, p_key_hash bytea, p_source text, p_browser text)
    returns table (result text, many integer)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, interval '24 hours');
    n integer;
begin
    if actor.id is null then
        return query select 'STALE', 0;
        return;
    end if;
    perform 1 from organisation where id = actor.organisation_id for no key update;
    with reminded as (
        update readiness r set reminded_at = regain.now()
        from account a
        where a.id = r.account_id and a.organisation_id = actor.organisation_id and a.state = 'ACTIVE'
          and r.state in ('AT_RISK', 'NOT_READY') and coalesce(r.reminded_at <= regain.now() - interval '7 days', true)
        returning r.account_id)
    insert into announcement (account_id, kind) select account_id, 'READINESS' from reminded;
    get diagnostics n = row_count;
    if n = 0 then
        return query select 'UNCHANGED', 0;
        return;
    end if;
    perform note_administration('READINESS_REMINDED', null, actor, p_source, p_browser, n::text);
    return query select 'DONE', n;
end $$;

-- RECOVERIES. How many of an organisation's accounts' recoveries that began in this time have ended how: RESET, UNLOCKED,
-- CANCELLED, VETOED ("This wasn't me"), SUPERSEDED (by another recovery, or whatever else ends what is open), SUSPENDED,
-- TOO_MANY (wrong answers), GIVEN_UP, or OPEN still; and where, if nothing came of it. Flows for names that nobody has are no
-- account's, so they are in none of these numbers. Whether two proofs were asked for is taken from what the account asks for
-- today. Challenges and proofs are looked up only where nothing came of it: most of the rows need none of them.
create function recovery_numbers(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (ending text, place text, many integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select f.outcome, null, count(*)::integer
    from flow f join account a on a.id = f.account_id
    where f.purpose = 'RECOVERY' and f.account_id is not null and a.organisation_id = p_organisation
      and f.opened_at >= p_from and f.opened_at < p_to and f.outcome is not null
    group by 1
    union all
    select case when f.ended_at < f.expires_at and f.ended_because = 'SUPERSEDED' then
                    case when exists (select from audit_event e where e.account_id = f.account_id and e.kind = 'NOT_ME'
                                      and e.at between f.ended_at and f.ended_at + interval '1 minute')
                         then 'VETOED' else 'SUPERSEDED' end
                when f.ended_at < f.expires_at and f.ended_because <> 'EXPIRED' then f.ended_because
                when f.password_tries >= 5 or (c.consumed_at is null and c.attempts >= c.max_attempts) then 'TOO_MANY'
                when f.ended_at is null and f.expires_at > (select regain.now()) then 'OPEN'
                else 'GIVEN_UP' end,
           case when f.aim is null then 'REASON'
                when p.classes = 0 then coalesce(c.kind, 'METHOD')
                when f.aim = 'RESET' and p.classes < required_classes(a.id) then 'SECOND'
                else 'PASSWORD' end,
           count(*)::integer
    from flow f
             join account a on a.id = f.account_id
             left join lateral (select * from challenge x where x.flow_id = f.id order by x.created_at desc, x.id desc limit 1) c
                       on true
             cross join lateral (select coalesce(sum(weight), 0) as classes
                                 from (select max(case class when 'PASSKEY' then 2 else 1 end) as weight from proof
                                       where proof.flow_id = f.id and class <> 'PASSWORD' group by class) w) p
    where f.purpose = 'RECOVERY' and f.account_id is not null and a.organisation_id = p_organisation
      and f.opened_at >= p_from and f.opened_at < p_to and f.outcome is null
    group by 1, 2
$$;

-- On each day: how many were begun, and how many of these ended with somebody back in.
create function recovery_days(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (day date, opened integer, completed integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select (f.opened_at at time zone 'UTC')::date, count(*)::integer, count(f.completed_at)::integer
    from flow f join account a on a.id = f.account_id
    where f.purpose = 'RECOVERY' and f.account_id is not null and a.organisation_id = p_organisation
      and f.opened_at >= p_from and f.opened_at < p_to
    group by 1
$$;

-- How long it took those who got back in.
create function recovery_times(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (median interval, p95 interval)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select took[1], took[2]
    from (select percentile_cont(array [0.5, 0.95]) within group (order by f.completed_at - f.opened_at) as took
          from flow f join account a on a.id = f.account_id
          where f.purpose = 'RECOVERY' and f.account_id is not null and a.organisation_id = p_organisation
            and f.opened_at >= p_from and f.opened_at < p_to and f.outcome is not null) t
$$;

-- By what those who got back in proved who they are; who took two is in two of these numbers.
create function recovery_methods(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (method text, many integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p.method, count(distinct p.flow_id)::integer
    from flow f join account a on a.id = f.account_id join proof p on p.flow_id = f.id
    where f.purpose = 'RECOVERY' and f.account_id is not null and a.organisation_id = p_organisation
      and f.opened_at >= p_from and f.opened_at < p_to and f.outcome is not null and p.method is not null
    group by 1
$$;

-- DELIVERY. What became of messages, by the domain of the address or the country of the number. Decoys are in none of it.
create table delivery_day (
    day     date    not null,
    channel text    not null check (channel in ('EMAIL', 'SMS')),
    place   text    not null check (char_length(place) between 1 and 253),
    outcome text    not null check (outcome in ('SENT', 'FAILED', 'EXPIRED')),
    many    integer not null,
    primary key (day, channel, place, outcome)
);

create function count_delivery(p_channel text, p_place text, p_outcome text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into delivery_day as d (day, channel, place, outcome, many)
    values ((regain.now() at time zone 'UTC')::date, p_channel, p_place, p_outcome, 1)
    on conflict (day, channel, place, outcome) do update set many = d.many + 1
$$;

-- What waits to be sent, and since when; what is sealed does not say which of it are decoys.
create function outbox_waiting() returns table (channel text, many integer, oldest timestamptz)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select o.channel, count(*)::integer, min(o.created_at) from outbox o where o.state = 'QUEUED' group by 1
$$;

-- KEEPING. When what was left of a deleted account went.
alter table account add column erased_at timestamptz;
create index account_to_erase on account (deleted_at) where state = 'DELETED' and erased_at is null;

-- The flows that `tidy` takes after a day, and recoveries, which are counted.
drop index flow_age;
create index flow_passing on flow (opened_at)
    where purpose in ('SIGN_IN', 'REGISTER') or completed_at is null and (purpose <> 'RECOVERY' or account_id is null);
create index flow_counted on flow (opened_at) where purpose = 'RECOVERY' and account_id is not null;
-- What goes with a flow, or with an account, is found by these.
create index on challenge (flow_id, created_at);
create index on proof_use (flow_id);
create index on claim_link (flow_id) where flow_id is not null;
create index on authenticator (account_id);
create index on saved_code (account_id);

-- What is left of accounts that were deleted thirty days ago. The account stays, and its names, which nobody gets again; and
-- what the audit says of it.
create function erase_deleted() returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    gone uuid[] := array(
        select id from account
        where state = 'DELETED' and erased_at is null and deleted_at <= regain.now() - interval '30 days'
        order by deleted_at limit 100 for no key update skip locked);
begin
    if cardinality(gone) = 0 then
        return;
    end if;
    delete from claim_link where account_id = any (gone);
    delete from repudiation_link where account_id = any (gone);
    delete from permit where account_id = any (gone);
    delete from password where account_id = any (gone);
    delete from flow where account_id = any (gone);
    delete from totp where authenticator_id in (select id from authenticator where account_id = any (gone));
    delete from passkey where authenticator_id in (select id from authenticator where account_id = any (gone));
    delete from authenticator where account_id = any (gone);
    delete from saved_code where account_id = any (gone);
    delete from contact where account_id = any (gone);
    delete from known_device where account_id = any (gone);
    delete from sign_in_guard where account_id = any (gone);
    delete from factor_guard where account_id = any (gone);
    delete from method_guard where account_id = any (gone);
    delete from account_role where account_id = any (gone);
    delete from shortfall where account_id = any (gone);
    delete from announcement where account_id = any (gone);
    delete from readiness where account_id = any (gone);
    delete from spring_session where principal_name in (select a::text from unnest(gone) a);
    update account_name set shown = key where account_id = any (gone);
    update account set erased_at = regain.now() where id = any (gone);
end $$;

-- As before; and recoveries that came to nothing stay for ninety days, to be counted, and deleted accounts for thirty.
create or replace function tidy() returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from limit_count where ctid in (
        select ctid from limit_count where (select max(t) from unnest(times) t) < regain.now() - interval '2 days'
        for update skip locked);
    delete from method_guard where ctid in (
        select ctid from method_guard
        where consecutive < 100 and (select max(t) from unnest(recent) t) < regain.now() - interval '30 days'
        for update skip locked);
    delete from sign_in_guard where ctid in (
        select ctid from sign_in_guard where failures < 100 and last_failed_at < regain.now() - interval '2 days'
        for update skip locked);
    delete from factor_guard where ctid in (
        select ctid from factor_guard where (select max(t) from unnest(recent) t) < regain.now() - interval '2 days'
        for update skip locked);
    delete from outbox where settled_at < regain.now() - interval '7 days';
    delete from flow f where f.opened_at < regain.now() - interval '1 day'
        and (f.purpose in ('SIGN_IN', 'REGISTER') or f.completed_at is null and (f.purpose <> 'RECOVERY' or f.account_id is null))
        and not exists (select from claim_link l where l.flow_id = f.id);
    delete from flow f where f.opened_at < regain.now() - interval '90 days'
        and f.purpose = 'RECOVERY' and f.account_id is not null and f.completed_at is null;
    delete from used_challenge where expires_at < regain.now();
    delete from repudiation_link where expires_at < regain.now() - interval '1 day';
    delete from delivery_day where day < (regain.now() at time zone 'UTC')::date - 400;
    select erase_deleted();
$$;

grant select on readiness_day, delivery_day to regain_admin;
grant execute on function remind_at_risk(uuid, bytea, text, text), recovery_numbers(uuid, timestamptz, timestamptz),
    recovery_days(uuid, timestamptz, timestamptz), recovery_times(uuid, timestamptz, timestamptz),
    recovery_methods(uuid, timestamptz, timestamptz), outbox_waiting() to regain_admin;
grant execute on function count_delivery(text, text, text) to regain_mailer;

revoke insert, update, delete on readiness from regain_app;
grant update (state, computed_at, due_at) on readiness to regain_app;
grant select, insert, update on readiness_day to regain_app;
