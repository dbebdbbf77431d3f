-- Delay and veto. Whoever once had to prove two things goes on having to, until they themselves have it otherwise by two proofs:
-- nothing that somebody without proof can press, cause or wait for lowers it. Who can't show two any more waits, while everybody
-- who could object is told, and then shows the same once more.

-- What is asked for stays asked for: `account.two_since`.

create function two_stays() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update account set two_since = regain.now() where id = new.account_id and two_since is null;
    return null;
end $$;
create trigger two_stays after insert or update of confirmed_at on authenticator for each row
    when (new.confirmed_at is not null and new.removed_at is null) execute function two_stays();
create trigger two_stays after insert on account_role for each row
    when (new.role in ('GLOBAL_ADMIN', 'USER_ADMIN')) execute function two_stays();

-- Whether a sign-in was made by two different classes of proof; a passkey, which verifies its user, is two. What is in
-- quarantine is nobody's proof of being the owner: who has the password alone could have added it a moment ago.
create function signed_in_by_two(f flow) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select f.purpose = 'SIGN_IN'
       and (select coalesce(sum(weight), 0) >= 2
            from (select max(case class when 'PASSKEY' then 2 else 1 end) as weight
                  from proof where flow_id = f.id and serves_from <= regain.now() group by class) classes)
$$;

-- The one way down: its owner, in a fresh sign-in by two proofs, has taken away the last second factor, and no role asks for
-- two. For three days more it still counts (`two_anyway`), and every address was told of the removal.
create function ask_two_no_longer(f flow) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update account set two_since = null
    where id = f.account_id and not has_second_factor(id) and not has_role(id, array ['GLOBAL_ADMIN', 'USER_ADMIN'])
      and signed_in_by_two(f)
$$;

-- WAITING. One for an account at a time. No role reads or writes the table; the functions below do.
create table waiting (
    id               uuid primary key default gen_random_uuid(),
    account_id       uuid        not null references account,
    -- The recovery it was asked for in. No foreign key, since flows are tidied away.
    flow_id          uuid        not null unique,
    -- What was shown, and has to be shown once more: one class, by a method that serves by itself. No foreign keys: what is
    -- left of an account is erased in its own order.
    class            text        not null check (class in ('TOTP', 'SAVED', 'ISSUED')),
    contact_id       uuid,
    contact_version  integer,
    authenticator_id uuid,
    asked_at         timestamptz not null default regain.now(),
    until            timestamptz not null,
    lapses_at        timestamptz not null,
    told_at          timestamptz not null default regain.now(),
    ended_at         timestamptz,
    ended_because    text check (ended_because in ('USED', 'VETOED', 'PROVEN', 'LAPSED')),
    check (until >= asked_at + interval '24 hours' and lapses_at > until),
    check ((ended_at is null) = (ended_because is null))
);
create unique index waiting_open on waiting (account_id) where ended_at is null;
create index on waiting (told_at) where ended_at is null;
create index on waiting (account_id);

-- Nobody shortens it, and what has ended stays so.
create trigger stays_over before update on waiting for each row
    when (old.ended_at is not null or new.until <> old.until or new.asked_at <> old.asked_at or new.class <> old.class
          or new.account_id <> old.account_id or new.lapses_at <> old.lapses_at) execute function stays_over();
alter table waiting enable always trigger stays_over;

-- Whether that by which it was asked for is still as it was.
create function still_stands(w waiting) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case w.class
        when 'ISSUED' then exists (select from contact where id = w.contact_id and version = w.contact_version and removed_at is null)
        when 'TOTP' then exists (select from authenticator where id = w.authenticator_id and removed_at is null)
        else exists (select from saved_code where account_id = w.account_id and used_at is null and retired_at is null
                     and serves_from <= w.asked_at) end
$$;

-- The waiting of an account that counts: under way, or over and to be used. No row where there is none.
create function open_waiting(p_account uuid) returns setof waiting
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select w.* from waiting w
    where w.account_id = p_account and w.ended_at is null and w.lapses_at > regain.now() and still_stands(w)
$$;

-- Whether this recovery shows once more, after the waiting, what it was asked for by.
create function has_waited(p_flow uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from flow f cross join open_waiting(f.account_id) w cross join valid_proofs(f.id) v
                   where f.id = p_flow and f.purpose = 'RECOVERY' and w.until <= regain.now() and v.proven_at >= w.until
                     and v.class = w.class and v.method <> 'SMS' and v.serves_from <= w.asked_at)
$$;

-- How many classes a new password takes in this recovery: what the account requires, or one for who has waited.
create function needed_classes(p_flow uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when has_waited(p_flow) then 1
                else required_classes((select account_id from flow where id = p_flow)) end
$$;

create function end_waiting(p_account uuid, p_because text, p_source text, p_browser text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with ended as (
        update waiting set ended_at = regain.now(), ended_because = p_because
        where account_id = p_account and ended_at is null returning account_id)
    insert into audit_event (id, kind, account_id, organisation_id, source, browser, detail)
    select gen_random_uuid(), 'WAITING_STOPPED', a.id, a.organisation_id, p_source, p_browser, p_because
    from ended join account a on a.id = ended.account_id where p_because in ('VETOED', 'PROVEN')
$$;

-- Ends a recovery by waiting, for who has shown something that serves by itself and not as much as is asked for. Returns ASKED,
-- WAITS (one is under way or to be used; asking again neither restarts nor shortens it), or, with nothing done, GONE, SUSPENDED
-- or NOT_PROVEN.
create function ask_to_wait(p_flow uuid, p_key_hash bytea) returns text
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

-- "This wasn't me" ends it, by whichever notice or page.
create function waiting_is_vetoed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform end_waiting(new.id, 'VETOED', '', '');
    return null;
end $$;
create trigger waiting_is_vetoed after update of frozen_at on account for each row
    when (new.frozen_at is not null and new.frozen_at is distinct from old.frozen_at) execute function waiting_is_vetoed();

-- Any proof of another class ends it, in a sign-in or in a recovery: somebody has what was said to be lost.
create function waiting_is_contradicted() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform end_waiting(f.account_id, 'PROVEN', f.source, f.browser)
    from flow f join waiting w on w.account_id = f.account_id and w.ended_at is null and w.class <> new.class
    where f.id = new.flow_id;
    return null;
end $$;
create trigger waiting_is_contradicted after insert on proof for each row
    when (new.class <> 'PASSWORD') execute function waiting_is_contradicted();

-- So does a new password, for which it was.
create function waiting_is_over() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform end_waiting(new.account_id, 'USED', '', '');
    return null;
end $$;
create trigger waiting_is_over after update of completed_at on flow for each row
    when (new.outcome = 'RESET' and old.completed_at is null) execute function waiting_is_over();

-- The button in any session of the account's: the account freezes, which ends the waiting, and so do recoveries under way.
-- Returns the account; null where nothing waits or this is no session any more.
create function object_to_waiting(p_flow uuid, p_key_hash bytea) returns uuid
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
create function take_waitings(p_most integer) returns table (account_id uuid, class text, until timestamptz, lapses_at timestamptz)
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from waiting where lapses_at < regain.now() - interval '90 days';
    update waiting set ended_at = regain.now(), ended_because = 'LAPSED'
    where id in (select id from waiting where ended_at is null and lapses_at <= regain.now() limit p_most for update skip locked);
    update waiting w set told_at = regain.now()
    where w.id in (select x.id from waiting x
                   where x.ended_at is null and x.told_at <= regain.now() - interval '1 day' and still_stands(x)
                   order by x.told_at limit p_most for update skip locked)
    returning w.account_id, w.class, w.until, w.lapses_at
$$;

-- Until when somebody waits, for their administrator. Null where they do not, or are another organisation's.
create function waiting_until(p_organisation uuid, p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select w.until from account a cross join open_waiting(a.id) w where a.id = p_account and a.organisation_id = p_organisation
$$;

create function erase_waitings() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    delete from waiting where account_id = new.id;
    return null;
end $$;
create trigger erase_waitings after update of erased_at on account for each row
    when (new.erased_at is not null) execute function erase_waitings();

grant execute on function needed_classes(uuid), open_waiting(uuid), ask_to_wait(uuid, bytea), object_to_waiting(uuid, bytea),
    take_waitings(integer) to regain_app;
grant execute on function waiting_until(uuid, uuid) to regain_admin;
