-- What the console counts: who could get back in, how recoveries end, what was delivered. Whoever reads these numbers learns
-- how many, never who. And what is kept for how long, which decides how far back can be counted.

create or replace function readiness_is_due(p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into readiness as r (account_id, due_at)
    select id, regain.now() from account where id = p_account and state = 'ACTIVE'
    on conflict (account_id) do update set due_at = excluded.due_at where r.due_at > excluded.due_at
$$;

create or replace function methods_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform readiness_is_due(case tg_op when 'DELETE' then old.account_id else new.account_id end);
    return null;
end $$;

create or replace function state_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform readiness_is_due(new.id);
    delete from readiness where account_id = new.id and new.state <> 'ACTIVE';
    return null;
end $$;

-- At the end of the transaction, when it waits for nothing else any more: a row that was held from the middle of one would be
-- one more thing for which two endings wait for each other.
drop trigger if exists methods_changed on contact;
create constraint trigger methods_changed after insert or update of confirmed_at, removed_at, serves_from, set_aside_at on contact
    deferrable initially deferred for each row execute function methods_changed();

drop trigger if exists methods_changed on authenticator;
create constraint trigger methods_changed after insert or update of confirmed_at, removed_at, serves_from, set_aside_at on authenticator
    deferrable initially deferred for each row execute function methods_changed();

drop trigger if exists methods_changed on saved_code;
create constraint trigger methods_changed after insert or update of serves_from, used_at, retired_at, set_aside_at on saved_code
    deferrable initially deferred for each row execute function methods_changed();

drop trigger if exists methods_changed on account_role;
create constraint trigger methods_changed after insert or delete on account_role
    deferrable initially deferred for each row execute function methods_changed();

drop trigger if exists methods_changed on shortfall;
create constraint trigger methods_changed after insert or update or delete on shortfall
    deferrable initially deferred for each row execute function methods_changed();

drop trigger if exists state_changed on account;
create constraint trigger state_changed after insert or update of state on account
    deferrable initially deferred for each row execute function state_changed();

-- Whoever could not get back in today, or not for long, is told how to, at most once in seven days. Returns DONE with how
-- many, UNCHANGED (nobody is to be reminded) or STALE (no administrator).
create or replace function remind_at_risk(p_flow uuid, p_key_hash bytea, p_source text, p_browser text)
    returns table (result text, many integer)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, console_life());
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
          and r.state in ('AT_RISK', 'NOT_READY') and coalesce(r.reminded_at <= regain.now() - reminding_pause(), true)
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

-- RECOVERIES. How each recovery of somebody's account that began in this time has ended: RESET, UNLOCKED, CANCELLED, VETOED ("This
-- wasn't me"), SUPERSEDED (by another recovery, or whatever else ends what is open), SUSPENDED, TOO_MANY (wrong answers), GIVEN_UP, or
-- OPEN still; and where, if nothing came of it. Flows for names that nobody has are no account's, so they are in none of these numbers.
-- Whether two proofs were asked for is taken from what the account asks for when this is counted. Challenges and proofs are looked up
-- only where nothing came of it: most of the rows need none of them. Null for everybody's organisation.
create or replace function recoveries(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (flow_id uuid, organisation_id uuid, day date, ending text, place text, seconds integer)
    language sql stable rows 5000 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select f.id, a.organisation_id, (f.opened_at at time zone 'UTC')::date, f.outcome, null,
           greatest(0, floor(extract(epoch from f.completed_at - f.opened_at)))::integer
    from flow f join account a on a.id = f.account_id
    where f.purpose = 'RECOVERY' and f.account_id is not null and (p_organisation is null or a.organisation_id = p_organisation)
      and f.opened_at >= p_from and f.opened_at < p_to and f.outcome is not null
    union all
    select f.id, a.organisation_id, (f.opened_at at time zone 'UTC')::date,
           case when f.ended_at < f.expires_at and f.ended_because = 'SUPERSEDED' then
                    case when exists (select from audit_event e where e.account_id = f.account_id and e.kind = 'NOT_ME'
                                      and e.at between f.ended_at and f.ended_at + interval '1 minute')
                         then 'VETOED' else 'SUPERSEDED' end
                when f.ended_at < f.expires_at and f.ended_because <> 'EXPIRED' then f.ended_because
                when f.password_tries >= password_tries() or (c.consumed_at is null and c.attempts >= c.max_attempts) then 'TOO_MANY'
                when f.ended_at is null and f.expires_at > (select regain.now()) then 'OPEN'
                else 'GIVEN_UP' end,
           case when f.aim is null then 'REASON'
                when p.classes = 0 then coalesce(c.kind, 'METHOD')
                when f.aim = 'RESET' and p.classes < required_classes(a.id) then 'SECOND'
                else 'PASSWORD' end,
           null
    from flow f
             join account a on a.id = f.account_id
             left join lateral (select * from challenge x where x.flow_id = f.id order by x.created_at desc, x.id desc limit 1) c
                       on true
             cross join lateral (select coalesce(sum(weight), 0) as classes
                                 from (select max(class_weight(class)) as weight from proof
                                       where proof.flow_id = f.id and class <> 'PASSWORD' group by class) w) p
    where f.purpose = 'RECOVERY' and f.account_id is not null and (p_organisation is null or a.organisation_id = p_organisation)
      and f.opened_at >= p_from and f.opened_at < p_to and f.outcome is null
$$;

-- Until when what began has been added to the numbers of its day; what began since is looked at one by one.
create or replace function recoveries_counted_until() returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce((select until from recovery_count), '-infinity')
$$;

-- Adds the recoveries that nothing can change any more to the numbers of their days, each once: the row that says until when is held
-- meanwhile, and who finds it held leaves it to whoever holds it. Nothing that a recovery does waits for this. That it is over, and what
-- was said of it within a minute too, is certain an hour after it began (`flow_life`, and the bound that its table sets); ten minutes more
-- are for who was slow to write it down.
create or replace function count_recoveries() returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    since timestamptz;
    settled timestamptz := regain.now() - interval '70 minutes';
begin
    insert into recovery_count (until) values ('-infinity') on conflict do nothing;
    select c.until into since from recovery_count c for no key update skip locked;
    if since is null or since >= settled then
        return;
    end if;
    with counted as materialized (select * from recoveries(null, since, settled)),
    ends as (
        insert into recovery_day as d (organisation_id, day, what, name, place, many)
        select organisation_id, day, 'ENDING', ending, coalesce(place, ''), count(*) from counted group by 1, 2, 4, 5
        union all
        select o.organisation_id, o.day, 'METHOD', p.method, '', count(distinct p.flow_id)
        from counted o join proof p on p.flow_id = o.flow_id
        where o.place is null and p.method is not null group by 1, 2, 4
        on conflict (organisation_id, day, what, name, place) do update set many = d.many + excluded.many),
    times as (
        insert into recovery_time as t (organisation_id, day, seconds, many)
        select organisation_id, day, seconds, count(*) from counted where place is null group by 1, 2, 3
        on conflict (organisation_id, day, seconds) do update set many = t.many + excluded.many)
    update recovery_count set until = settled;
end $$;

-- What is there when this comes to be is counted with it.
do $$ begin
    if exists (select from flow where purpose = 'RECOVERY' and account_id is not null) then
        perform count_recoveries();
    end if;
end $$;

-- How many of an organisation's accounts' recoveries that began on these days (UTC) have ended how, and where. What was counted and
-- what is looked at are told apart by one moment, in one statement, so nothing is in both and nothing in neither.
create or replace function recovery_numbers(p_organisation uuid, p_first date, p_last date)
    returns table (ending text, place text, many integer)
    language sql stable rows 20 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select n.ending, nullif(n.place, ''), sum(n.many)::integer
    from (select d.name, d.place, d.many from recovery_day d
          where d.organisation_id = p_organisation and d.day between p_first and p_last and d.what = 'ENDING'
          union all
          select r.ending, coalesce(r.place, ''), 1 from recoveries_now(p_organisation, p_first, p_last) r) n (ending, place, many)
    group by 1, 2
$$;

-- Those of these days that are not in their numbers yet.
create or replace function recoveries_now(p_organisation uuid, p_first date, p_last date)
    returns table (flow_id uuid, day date, ending text, place text, seconds integer)
    language sql stable rows 500 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select r.flow_id, r.day, r.ending, r.place, r.seconds
    from recoveries(p_organisation, greatest(recoveries_counted_until(), p_first::timestamp at time zone 'UTC'),
                    (p_last + 1)::timestamp at time zone 'UTC') r
$$;

-- On each day: how many were begun, and how many of these ended with somebody back in.
create or replace function recovery_days(p_organisation uuid, p_first date, p_last date)
    returns table (day date, opened integer, completed integer)
    language sql stable rows 100 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select n.day, sum(n.many)::integer, coalesce(sum(n.many) filter (where n.place = ''), 0)::integer
    from (select d.day, d.place, d.many from recovery_day d
          where d.organisation_id = p_organisation and d.day between p_first and p_last and d.what = 'ENDING'
          union all
          select r.day, coalesce(r.place, ''), 1 from recoveries_now(p_organisation, p_first, p_last) r) n (day, place, many)
    group by 1
$$;

-- How long it took those who got back in, in whole seconds; between two of them in proportion, as `percentile_cont` does.
create or replace function recovery_times(p_organisation uuid, p_first date, p_last date)
    returns table (median interval, p95 interval)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    with took as (
        select n.seconds, sum(n.many) as many
        from (select t.seconds, t.many from recovery_time t
              where t.organisation_id = p_organisation and t.day between p_first and p_last
              union all
              select r.seconds, 1 from recoveries_now(p_organisation, p_first, p_last) r where r.place is null) n (seconds, many)
        group by 1),
    rank as (select seconds, sum(many) over (order by seconds) as upto, sum(many) over () as whole from took),
    cut as (
        select q.part, q.part * (whole - 1) - floor(q.part * (whole - 1)) as beyond,
               min(seconds) filter (where upto > floor(q.part * (whole - 1))) as low,
               min(seconds) filter (where upto > ceil(q.part * (whole - 1))) as high
        from rank cross join (values (0.5), (0.95)) q (part)
        group by q.part, whole)
    select make_interval(secs => (max(low + beyond * (high - low)) filter (where part = 0.5))::double precision),
           make_interval(secs => (max(low + beyond * (high - low)) filter (where part = 0.95))::double precision)
    from cut
$$;

-- By what those who got back in proved who they are; who took two is in two of these numbers.
create or replace function recovery_methods(p_organisation uuid, p_first date, p_last date)
    returns table (method text, many integer)
    language sql stable rows 10 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select n.method, sum(n.many)::integer
    from (select d.name, d.many from recovery_day d
          where d.organisation_id = p_organisation and d.day between p_first and p_last and d.what = 'METHOD'
          union all
          select p.method, count(distinct p.flow_id)
          from recoveries_now(p_organisation, p_first, p_last) r join proof p on p.flow_id = r.flow_id
          where r.place is null and p.method is not null group by 1) n (method, many)
    group by 1
$$;

-- Portals that were or are to be told of sessions that are over, in the seven days that this is kept: how many, and why the last try
-- failed, in a word of ours. Never of whose session.
create or replace function portals_told(p_organisation uuid)
    returns table (name text, waiting integer, oldest timestamptz, told integer, given_up integer, failure text)
    language sql stable rows 10 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select n.name, (count(*) filter (where q.state = 'QUEUED'))::integer, min(q.created_at) filter (where q.state = 'QUEUED'),
           (count(*) filter (where q.state = 'SENT'))::integer, (count(*) filter (where q.state in ('FAILED', 'EXPIRED')))::integer,
           (array_agg(q.failure order by coalesce(q.settled_at, q.not_before) desc)
               filter (where q.failure is not null and q.state <> 'SENT'))[1]
    from portal p join portal_logout q on q.portal_id = p.id cross join portal_now(p) n
    where p.organisation_id = p_organisation
    group by p.id, n.name
    order by n.name
$$;
