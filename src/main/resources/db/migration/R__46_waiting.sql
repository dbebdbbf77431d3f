-- Delay and veto. Whoever once had to prove two things goes on having to, until they themselves have it otherwise by two proofs:
-- nothing that somebody without proof can press, cause or wait for lowers it. Who can't show two any more waits, while everybody
-- who could object is told, and then shows the same once more.

-- Whether that by which it was asked for is still as it was.
create or replace function still_stands(w waiting) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case
        when w.contact_id is not null then
            exists (select from contact where id = w.contact_id and version = w.contact_version and removed_at is null)
        when w.authenticator_id is not null then exists (select from authenticator where id = w.authenticator_id and removed_at is null)
        else exists (select from saved_code where account_id = w.account_id and used_at is null and retired_at is null
                     and serves_from <= w.asked_at) end
$$;

-- The waiting of an account that counts: under way, or over and to be used. No row where there is none.
create or replace function open_waiting(p_account uuid) returns setof waiting
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select w.* from waiting w
    where w.account_id = p_account and w.ended_at is null and w.lapses_at > regain.now() and still_stands(w)
$$;

-- Whether this recovery shows once more, after the waiting, what it was asked for by.
create or replace function has_waited(p_flow uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    -- The proofs are looked at where somebody has waited, and nowhere else: hardly anybody has.
    select coalesce(bool_or(exists (select from valid_proofs(f.id) v
                                    where w.until <= regain.now() and v.proven_at >= w.until and v.class = w.class
                                      and v.method <> 'SMS' and v.serves_from <= w.asked_at)), false)
    from flow f cross join open_waiting(f.account_id) w
    where f.id = p_flow and f.purpose = 'RECOVERY'
$$;

create or replace function end_waiting(p_account uuid, p_because text, p_source text, p_browser text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with ended as (
        update waiting set ended_at = regain.now(), ended_because = p_because
        where account_id = p_account and ended_at is null returning account_id)
    insert into audit_event (id, kind, account_id, organisation_id, source, browser, detail)
    select gen_random_uuid(), 'WAITING_STOPPED', a.id, a.organisation_id, p_source, p_browser, p_because
    from ended join account a on a.id = ended.account_id where p_because in ('VETOED', 'PROVEN', 'STOPPED')
$$;

-- Ends a recovery by waiting, for who has shown something that serves by itself and not as much as is asked for. Returns ASKED,
-- WAITS (one is under way or to be used; asking again neither restarts nor shortens it), or, with nothing done, GONE, SUSPENDED
-- or NOT_PROVEN.
create or replace function ask_to_wait(p_flow uuid, p_key_hash bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'RECOVERY');
    a account;
    p proof;
    w waiting;
    asked boolean := false;
begin
    if f.id is null or f.account_id is null then
        return 'GONE';
    end if;
    select * into a from account where id = f.account_id;
    if a.state <> 'ACTIVE' then
        return 'SUSPENDED';
    end if;
    if f.aim is distinct from 'RESET' or proven_classes(f.id) not between 1 and needed_classes(f.id) - 1 then
        return 'NOT_PROVEN';
    end if;
    if not exists (select from open_waiting(a.id)) then
        perform end_waiting(a.id, 'LAPSED', '', '');
        select * into p from valid_proofs(f.id)
        where class <> 'PASSWORD' and method <> 'SMS' and serves_from <= regain.now() order by proven_at limit 1;
        w.id := gen_random_uuid();
        insert into waiting (id, account_id, flow_id, class, contact_id, contact_version, authenticator_id, until, lapses_at)
        select w.id, a.id, f.id, p.class, p.contact_id, p.contact_version, p.authenticator_id, later, later + interval '7 days'
        from (select regain.now() + make_interval(hours => policy(a.organisation_id, 'WAITING_HOURS')) as later) l;
        -- The last saved code: there will be none to show.
        if not exists (select from open_waiting(a.id)) then
            delete from waiting where id = w.id;
            return 'NOT_PROVEN';
        end if;
        insert into audit_event (id, kind, account_id, organisation_id, flow_id, source, browser, detail)
        values (gen_random_uuid(), 'WAITING_ASKED', a.id, a.organisation_id, f.id, f.source, f.browser, p.method);
        asked := true;
    end if;
    update flow set ended_at = regain.now(), ended_because = 'WAITING', step = step + 1 where id = f.id;
    return case when asked then 'ASKED' else 'WAITS' end;
end $$;

-- Ends it for whoever holds the account. Who answers in a flow holds that before the waiting, so flows come first here too.
create or replace function stop_waiting(p_account uuid, p_because text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if exists (select from waiting where account_id = p_account and ended_at is null) then
        perform 1 from flow where account_id = p_account and ended_at is null and completed_at is null order by id for no key update;
        perform end_waiting(p_account, p_because, '', '');
    end if;
end $$;

-- "This wasn't me" ends it, by whichever notice or page.
create or replace function waiting_is_vetoed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform stop_waiting(new.id, 'VETOED');
    return null;
end $$;

create or replace trigger waiting_is_vetoed after update of frozen_at on account for each row
    when (new.frozen_at is not null and new.frozen_at is distinct from old.frozen_at) execute function waiting_is_vetoed();

-- So does whatever stops the account: its owner is kept out of it, so neither a session nor a sign-in objects any more. Otherwise whoever
-- reads the mailbox and may suspend people would wait for somebody who can't look, and be in a moment after they lift it.
create or replace function waiting_is_stopped() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform stop_waiting(new.id, 'STOPPED');
    return null;
end $$;

create or replace trigger waiting_is_stopped after update of state on account for each row
    when (new.state <> 'ACTIVE' and old.state = 'ACTIVE') execute function waiting_is_stopped();

-- Any proof of another class ends it, in a sign-in or in a recovery: somebody has what was said to be lost.
create or replace function waiting_is_contradicted() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform end_waiting(f.account_id, 'PROVEN', f.source, f.browser)
    from flow f join waiting w on w.account_id = f.account_id and w.ended_at is null and w.class <> new.class
    where f.id = new.flow_id;
    return null;
end $$;

create or replace trigger waiting_is_contradicted after insert on proof for each row
    when (new.class <> 'PASSWORD') execute function waiting_is_contradicted();

-- So does a new password, for which it was.
create or replace function waiting_is_over() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform end_waiting(new.account_id, 'USED', '', '');
    return null;
end $$;

create or replace trigger waiting_is_over after update of completed_at on flow for each row
    when (new.outcome = 'RESET' and old.completed_at is null) execute function waiting_is_over();

-- The button in any session of the account's: the account freezes, which ends the waiting, and so do recoveries under way.
-- Returns the account; null where nothing waits or this is no session any more.
create or replace function object_to_waiting(p_flow uuid, p_key_hash bytea) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
begin
    select * into f from flow where id = p_flow and key_hash = p_key_hash and outcome in ('SIGNED_IN', 'CLAIMED');
    perform 1 from account where id = f.account_id and auth_epoch = f.auth_epoch and state = 'ACTIVE' for no key update;
    if not found or not exists (select from waiting where account_id = f.account_id and ended_at is null) then
        return null;
    end if;
    update account set frozen_at = regain.now() where id = f.account_id;
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where account_id = f.account_id and purpose = 'RECOVERY' and ended_at is null and completed_at is null;
    return f.account_id;
end $$;

-- Whose waiting is to be told of again, once a day until it is used, stopped or has lapsed. Another node takes others meanwhile.
create or replace function take_waitings(p_most integer) returns table (account_id uuid, class text, until timestamptz, lapses_at timestamptz)
    language sql rows 100 security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from waiting where lapses_at < regain.now() - interval '90 days';
    update waiting set ended_at = regain.now(), ended_because = 'LAPSED'
    where id = any (array(select id from waiting where ended_at is null and lapses_at <= regain.now() limit p_most for update skip locked));
    update waiting w set told_at = regain.now()
    where w.id = any (array(select x.id from waiting x
                   where x.ended_at is null and x.told_at <= regain.now() - interval '1 day' and still_stands(x)
                   order by x.told_at limit p_most for update skip locked))
    returning w.account_id, w.class, w.until, w.lapses_at
$$;

-- Until when somebody waits, for their administrator. Null where they do not, or are another organisation's.
create or replace function waiting_until(p_organisation uuid, p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select w.until from account a cross join open_waiting(a.id) w where a.id = p_account and a.organisation_id = p_organisation
$$;
