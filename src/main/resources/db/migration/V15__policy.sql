-- What an organisation chooses within the bounds of the standards, and the ratchet: what makes a rule stricter acts at once;
-- what makes it weaker takes two global administrators and three days, is told to everybody it touches, and can be withdrawn
-- by any global administrator until then. Nobody lowers the bar and walks through.

create table policy_setting (
    name     text primary key,
    lowest   integer not null,
    highest  integer not null,
    usual    integer not null,
    stricter text    not null check (stricter in ('HIGHER', 'LOWER')),
    check (usual between lowest and highest)
);
insert into policy_setting (name, lowest, highest, usual, stricter) values
    ('RECOVERY_PROOFS', 1, 2, 1, 'HIGHER'),
    ('PASSWORD_LENGTH', 15, 64, 15, 'HIGHER'),
    ('PASSWORD_LENGTH_WITH_FACTOR', 8, 64, 8, 'HIGHER'),
    ('NEW_METHOD_HOURS', 72, 336, 72, 'HIGHER'),
    ('WAITING_HOURS', 24, 168, 72, 'HIGHER'),
    ('SESSION_HOURS', 1, 24, 12, 'LOWER'),
    ('FRESH_PROOF_MINUTES', 1, 15, 10, 'LOWER');

create table policy_change (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid        not null references organisation,
    setting         text        not null references policy_setting,
    from_value      integer     not null,
    to_value        integer     not null,
    proposed_by     uuid        not null references account,
    proposed_at     timestamptz not null default regain.now(),
    approved_by     uuid references account,
    approved_at     timestamptz,
    withdrawn_at    timestamptz,
    -- From when it holds; null while what weakens waits for its second administrator.
    effective_at    timestamptz,
    check (approved_by <> proposed_by),
    check ((approved_by is null) = (approved_at is null)),
    check (approved_at is null or effective_at >= approved_at + interval '72 hours')
);
create index on policy_change (organisation_id, setting, effective_at desc);
-- One at a time may wait.
create unique index policy_change_waiting on policy_change (organisation_id, setting) where approved_at is null and effective_at is null and withdrawn_at is null;

-- What holds at this moment.
create function policy(p_organisation uuid, p_setting text) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce((select c.to_value from policy_change c
                     where c.organisation_id = p_organisation and c.setting = s.name
                       and c.effective_at <= regain.now() and c.withdrawn_at is null
                     order by c.effective_at desc, c.proposed_at desc limit 1), s.usual)
    from policy_setting s where s.name = p_setting
$$;

create function policy_of(p_account uuid, p_setting text) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select policy((select organisation_id from account where id = p_account), p_setting)
$$;

-- How long a "This wasn't me" link can be used: longer by a week than any new method has to wait, since it is about one that
-- serves its time; as long as a person may be away from their mail.
create function repudiation_life() returns interval
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select make_interval(hours => highest) + interval '7 days' from policy_setting where name = 'NEW_METHOD_HOURS'
$$;

-- Until when whatever was added is taken to be the owner's: the last sign-in that could have been disputed for as long as a
-- link lives, and was not. A younger one may have been the thief's own.
create function undisputed_until(p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(max(at), '-infinity') from audit_event
    where account_id = p_account and kind = 'SIGNED_IN' and at <= regain.now() - repudiation_life()
$$;

-- Withdraws what is not in force yet: of one setting, or of all.
create function withdraw_waiting(p_organisation uuid, p_setting text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update policy_change set withdrawn_at = regain.now()
    where organisation_id = p_organisation and setting = coalesce(p_setting, setting) and withdrawn_at is null
      and (effective_at is null or effective_at > regain.now())
$$;

-- Whoever could withdraw a weakening must be able to: it falls when a global administrator is stopped, whoever does it.
create function withdraw_with_administrator() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if tg_table_name = 'account' then
        perform withdraw_waiting(new.organisation_id, null) where has_role(new.id, array ['GLOBAL_ADMIN']);
    elsif tg_table_name = 'announcement' then
        perform withdraw_waiting((select organisation_id from account where id = new.account_id), null)
        where has_role(new.account_id, array ['GLOBAL_ADMIN']);
    else
        perform withdraw_waiting((select organisation_id from account where id = old.account_id), null);
    end if;
    return null;
end $$;
create trigger withdraw_with_administrator after update of state, password_compromised_at, frozen_at on account for each row
    when (new.state <> 'ACTIVE' and old.state = 'ACTIVE'
          or new.password_compromised_at is not null and old.password_compromised_at is null
          or new.frozen_at is not null and old.frozen_at is null)
    execute function withdraw_with_administrator();
create trigger withdraw_with_administrator after delete on account_role for each row
    when (old.role = 'GLOBAL_ADMIN') execute function withdraw_with_administrator();
-- Whose sessions are ended each minute never comes as far as to withdraw anything.
create trigger withdraw_with_administrator after insert on announcement for each row
    when (new.kind = 'SESSIONS_ENDED') execute function withdraw_with_administrator();

-- The global administrator who acts, by a proof that is fresh or any of the session; null for everybody else.
create function global_administrator(p_flow uuid, p_key_hash bytea, p_within interval) returns account
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.* from administrator(p_flow, p_key_hash, p_within) a
    where a.id is not null and has_role(a.id, array ['GLOBAL_ADMIN'])
$$;

-- Whether people get back in is judged anew when a rule changes.
create function readiness_is_due_from(p_organisation uuid, p_from timestamptz) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update readiness set due_at = p_from
    where due_at > p_from and account_id in (select id from account where organisation_id = p_organisation)
$$;

-- Changes a setting, or proposes to. Returns DONE (stricter: it holds), PROPOSED (weaker: it waits), UNCHANGED (it is so, or
-- such a change waits already), OUT_OF_BOUNDS or STALE.
create function change_policy(p_flow uuid, p_key_hash bytea, p_setting text, p_value integer, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
    s policy_setting;
    now_is integer;
    stricter boolean;
begin
    -- Judged behind the lock: whoever was stopped while they waited for it does nothing any more.
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, null)) for update;
    a := global_administrator(p_flow, p_key_hash, null);
    if a.id is null then
        return 'STALE';
    end if;
    select * into s from policy_setting where name = p_setting;
    if s.name is null or p_value not between s.lowest and s.highest then
        return 'OUT_OF_BOUNDS';
    end if;
    -- What nobody approved within thirty days can't be any more, and is in nobody's way.
    update policy_change set withdrawn_at = regain.now()
    where organisation_id = a.organisation_id and setting = s.name and effective_at is null and withdrawn_at is null
      and proposed_at <= regain.now() - interval '30 days';
    now_is := policy(a.organisation_id, s.name);
    stricter := case s.stricter when 'HIGHER' then p_value > now_is else p_value < now_is end;
    if p_value = now_is or not stricter and exists (
        select from policy_change where organisation_id = a.organisation_id and setting = s.name and withdrawn_at is null
           and (effective_at is null or effective_at > regain.now())) then
        return 'UNCHANGED';
    end if;
    if stricter then
        perform withdraw_waiting(a.organisation_id, s.name);
        perform readiness_is_due_from(a.organisation_id, regain.now());
    end if;
    insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
    values (a.organisation_id, s.name, now_is, p_value, a.id, case when stricter then regain.now() end);
    perform note_administration(case when stricter then 'POLICY_TIGHTENED' else 'POLICY_LOOSENING_PROPOSED' end, null, a,
                                p_source, p_browser, s.name || ' ' || now_is || ' ' || p_value);
    return case when stricter then 'DONE' else 'PROPOSED' end;
end $$;

-- The second administrator of a weakening: not who proposed it, and a global administrator, of a claimed account, since three
-- days before it was, so that nobody makes themselves a second one. It holds three days later, and everybody it touches is told now. Returns
-- DONE, NONE (nothing such waits), NOT_ALLOWED or STALE.
create function approve_policy(p_flow uuid, p_key_hash bytea, p_change uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := global_administrator(p_flow, p_key_hash, null);
    c policy_change;
begin
    if a.id is null then
        return 'STALE';
    end if;
    select * into c from policy_change
    where id = p_change and organisation_id = a.organisation_id and approved_at is null and effective_at is null
      and withdrawn_at is null and proposed_at > regain.now() - interval '30 days'
    for update;
    if c.id is null then
        return 'NONE';
    end if;
    if c.proposed_by = a.id or not exists (
        select from account_role where account_id = a.id and role = 'GLOBAL_ADMIN'
           and greatest(granted_at, a.claimed_at) <= c.proposed_at - interval '72 hours') then
        return 'NOT_ALLOWED';
    end if;
    update policy_change
    set approved_by = a.id, approved_at = regain.now(), effective_at = regain.now() + interval '72 hours'
    where id = c.id;
    perform readiness_is_due_from(a.organisation_id, regain.now() + interval '72 hours');
    insert into announcement (account_id, kind)
    select id, 'POLICY_LOOSENED' from account where organisation_id = a.organisation_id and state in ('ACTIVE', 'SUSPENDED');
    perform note_administration('POLICY_LOOSENING_APPROVED', null, a, p_source, p_browser,
                                c.setting || ' ' || c.from_value || ' ' || c.to_value);
    return 'DONE';
end $$;

-- Any global administrator, by any sign-in of two proofs: stopping must be easy. Returns DONE, NONE or STALE.
create function withdraw_policy(p_flow uuid, p_key_hash bytea, p_change uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := global_administrator(p_flow, p_key_hash, interval '24 hours');
    c policy_change;
begin
    if a.id is null then
        return 'STALE';
    end if;
    update policy_change set withdrawn_at = regain.now()
    where id = p_change and organisation_id = a.organisation_id and withdrawn_at is null
      and (effective_at is null or effective_at > regain.now())
    returning * into c;
    if c.id is null then
        return 'NONE';
    end if;
    perform note_administration('POLICY_LOOSENING_WITHDRAWN', null, a, p_source, p_browser,
                                c.setting || ' ' || c.from_value || ' ' || c.to_value);
    return 'DONE';
end $$;

-- From here on: what the settings decide.

-- Two classes, whatever somebody has registered: the organisation asks for it, a console role does, a role or a second factor
-- did and its owner has not had it otherwise since, or a second factor was removed within three days.
create function two_anyway(p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select policy_of(p_account, 'RECOVERY_PROOFS') = 2
        or has_role(p_account, array ['GLOBAL_ADMIN', 'USER_ADMIN'])
        or exists (select from account where id = p_account and two_since is not null)
        or exists (select from authenticator where account_id = p_account and confirmed_at is not null
                   and removed_at > regain.now() - interval '72 hours')
$$;

create or replace function two_asked(p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select two_anyway(p_account) or has_second_factor(p_account)
$$;

create or replace function served_from(p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select regain.now() + case when claimed_at > regain.now() - interval '1 hour' then interval '0'
                               else make_interval(hours => policy(organisation_id, 'NEW_METHOD_HOURS')) end
    from account where id = p_account
$$;

grant select on policy_setting, policy_change to regain_admin;
grant execute on function policy(uuid, text), change_policy(uuid, bytea, text, integer, text, text),
    approve_policy(uuid, bytea, uuid, text, text), withdraw_policy(uuid, bytea, uuid, text, text) to regain_admin;
grant execute on function policy(uuid, text), policy_of(uuid, text), two_anyway(uuid), repudiation_life() to regain_app;

-- An account that is erased takes the password that it came with along.
create function end_import_of_erased() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    delete from imported_password where account_id = new.id;
    return null;
end $$;
create trigger end_import_of_erased after update of erased_at on account for each row
    when (new.erased_at is not null) execute function end_import_of_erased();
