-- The console. Administrators make empty accounts and lower the access of others; nothing here writes a credential, an address,
-- a method, a code or a counter. Who acts is derived anew each time from the proofs of their own sign-in.

-- Whose session rests on this sign-in, if they have a role for the console: two classes of proof that still stand, no older than
-- `p_within` (null: as fresh as the organisation asks), of the account's present epoch. `opens_at`: from when the second is by what is
-- out of quarantine; `infinity` where that was set aside.
create or replace function administering(p_flow uuid, p_key_hash bytea, p_within interval)
    returns table (account_id uuid, opens_at timestamptz)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select s.account_id, (select min(serves_from) from standing_proofs(p_flow) where class = any (second_classes()))
    from session_standing(p_flow, p_key_hash) s
    where s.two and (s.standing = 'FRESH' or s.standing = 'OLD' and s.proven_at > regain.now() - p_within)
      and has_role(s.account_id, console_roles())
$$;

-- The administrator who may do something now, since the quarantine is over: who has learned a password alone adds an app, and has two.
-- Null for everybody else.
create or replace function administrator(p_flow uuid, p_key_hash bytea, p_within interval) returns account
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.* from administering(p_flow, p_key_hash, p_within) w join account a on a.id = w.account_id
    where w.opens_at <= regain.now()
$$;

-- What the console may know of who uses it. No row: it stays closed.
create or replace function console(p_flow uuid, p_key_hash bytea)
    returns table (account_id uuid, organisation_id uuid, global boolean, fresh boolean)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.id, a.organisation_id, has_role(a.id, array ['GLOBAL_ADMIN']),
           (administrator(p_flow, p_key_hash, null)).id is not null
    from administrator(p_flow, p_key_hash, console_life()) a
    where a.id is not null
$$;

-- From when it opens to this sign-in, where nothing but the quarantine of its second proof keeps it closed. Null for everybody else.
create or replace function console_opens_at(p_flow uuid, p_key_hash bytea) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select opens_at from administering(p_flow, p_key_hash, console_life())
    where opens_at > regain.now() and opens_at < 'infinity'
$$;

create or replace function note_administration(p_kind text, p_account uuid, p_actor account, p_source text, p_browser text, p_detail text)
    returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into audit_event (id, kind, account_id, organisation_id, actor_id, source, browser, detail)
    values (gen_random_uuid(), p_kind, p_account, p_actor.organisation_id, p_actor.id, p_source, p_browser, p_detail)
$$;

-- Tells the global administrators what one of them did, also one who is suspended for the time being.
create or replace function tell_global_administrators(p_kind text, p_organisation uuid, p_but uuid[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into announcement (account_id, kind)
    select id, p_kind from account
    where organisation_id = p_organisation and state in ('ACTIVE', 'SUSPENDED') and id <> all (p_but)
      and has_role(id, array ['GLOBAL_ADMIN'])
$$;

-- Locks the two accounts in one order, so that two administrators who act on each other do not wait for each other for ever,
-- and says who acts on whom. `refusal` is null where they may: STALE (sign in again first), NONE (nobody here), SELF, or
-- NOT_ALLOWED (only a global administrator acts on somebody with a console role).
create or replace function administer(p_flow uuid, p_key_hash bytea, p_within interval, p_account uuid,
                           out actor account, out target account, out refusal text)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account where id = p_account or id = (select account_id from flow where id = p_flow)
    order by id for no key update;
    actor := administrator(p_flow, p_key_hash, p_within);
    select * into target from account where id = p_account and organisation_id = actor.organisation_id;
    refusal := case
        when actor.id is null then 'STALE'
        when target.id is null then 'NONE'
        when target.id = actor.id then 'SELF'
        when has_role(target.id, console_roles()) and not has_role(actor.id, array ['GLOBAL_ADMIN'])
            then 'NOT_ALLOWED' end;
end $$;

-- Whether this account is anybody's yet, whatever else was done to it.
create or replace function state_of_its_own(p_account uuid) returns text
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when exists (select from password where account_id = p_account) then 'ACTIVE' else 'UNCLAIMED' end
$$;

-- Lowers somebody's access, or gives back what was taken. Returns DONE, UNCHANGED (it was so already) or a refusal.
-- What gives back, and what ends in thirty days, takes a sign-in of at most ten minutes ago.
create or replace function change_standing(p_flow uuid, p_key_hash bytea, p_account uuid, p_change text, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    t account;
begin
    select * into w from administer(p_flow, p_key_hash,
        case when p_change in ('SUSPENSION_LIFTED', 'ACCOUNT_DELETED', 'ACCOUNT_RESTORED') then null else console_life() end,
        p_account);
    if w.refusal is not null then
        return w.refusal;
    end if;
    t := w.target;
    case p_change
        when 'SUSPENDED' then
            update account set state = 'SUSPENDED', suspended_at = regain.now() where id = t.id and state in ('UNCLAIMED', 'ACTIVE');
        when 'SUSPENSION_LIFTED' then
            update account set state = state_of_its_own(id), suspended_at = null where id = t.id and state = 'SUSPENDED';
        when 'SESSIONS_ENDED' then
            perform 1 where t.state <> 'DELETED';
        when 'NEW_PASSWORD_REQUIRED' then
            update account set password_compromised_at = regain.now()
            where id = t.id and state in ('ACTIVE', 'SUSPENDED') and password_compromised_at is null;
        when 'ACCOUNT_DELETED' then
            update account set state = 'DELETED', deleted_at = regain.now() where id = t.id and state <> 'DELETED';
        when 'ACCOUNT_RESTORED' then
            update account
            set state = case when suspended_at is null then state_of_its_own(id) else 'SUSPENDED' end, deleted_at = null
            where id = t.id and state = 'DELETED' and deleted_at > regain.now() - restorable_for();
    end case;
    if not found then
        return 'UNCHANGED';
    end if;
    if p_change = 'ACCOUNT_DELETED' then
        update account_name set retired_at = regain.now() where account_id = t.id and retired_at is null;
    elsif p_change = 'ACCOUNT_RESTORED' then
        update account_name set retired_at = null where account_id = t.id and retired_at = t.deleted_at;
    end if;
    if p_change in ('SUSPENSION_LIFTED', 'ACCOUNT_RESTORED') then
        -- Who comes back is a new second administrator: not at once, and not without the others hearing of it (`may_approve`).
        update account_role set granted_at = regain.now() where account_id = t.id;
        perform tell_global_administrators('GLOBAL_ADMIN_ADDED', t.organisation_id, array [(w.actor).id, t.id])
        where has_role(t.id, array ['GLOBAL_ADMIN']);
    end if;
    -- Before sessions end: it withdraws what waits, whose rows come first in the order of locks.
    insert into announcement (account_id, kind) values (t.id, p_change);
    if p_change not in ('SUSPENSION_LIFTED', 'ACCOUNT_RESTORED') then
        perform end_what_was_open(t.id, null, null);
    end if;
    perform note_administration(p_change, t.id, w.actor, p_source, p_browser, null);
    return 'DONE';
end $$;

-- Gives and takes roles; only a global administrator does, and one always stays. A console role that is taken away ends what
-- was opened with it. Returns DONE, UNCHANGED, LAST_ADMIN or a refusal.
create or replace function change_roles(p_flow uuid, p_key_hash bytea, p_account uuid, p_roles text[], p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    had text[];
begin
    select * into w from administer(p_flow, p_key_hash, null, p_account);
    if w.refusal is not null and w.refusal <> 'SELF' then
        return w.refusal;
    end if;
    if not has_role((w.actor).id, array ['GLOBAL_ADMIN']) or (w.target).state = 'DELETED' then
        return 'NOT_ALLOWED';
    end if;
    perform 1 from organisation where id = (w.actor).organisation_id for no key update;
    had := array(select role from account_role where account_id = p_account order by role);
    if had = array(select distinct r from unnest(p_roles) r order by r) then
        return 'UNCHANGED';
    end if;
    delete from account_role where account_id = p_account and role <> all (p_roles);
    insert into account_role (account_id, role) select p_account, r from unnest(p_roles) r on conflict do nothing;
    if not exists (select from account a join account_role r on r.account_id = a.id and r.role = 'GLOBAL_ADMIN'
                   where a.organisation_id = (w.actor).organisation_id and a.state = 'ACTIVE') then
        raise exception 'LAST_ADMIN' using errcode = 'RG001';
    end if;
    if had && console_roles() and not has_role(p_account, console_roles()) then
        perform end_what_was_open(p_account, null, null);
    end if;
    perform note_shortfall(p_account);
    perform note_administration('ROLES_CHANGED', p_account, w.actor, p_source, p_browser,
        (select string_agg(case when r = any (had) then '-' else '+' end || r, ' ' order by r)
         from unnest(had || p_roles) r where (r = any (had)) <> (r = any (p_roles))));
    insert into announcement (account_id, kind) values (p_account, 'ROLES_CHANGED');
    if 'GLOBAL_ADMIN' = any (p_roles) and not 'GLOBAL_ADMIN' = any (had) then
        perform tell_global_administrators('GLOBAL_ADMIN_ADDED', (w.actor).organisation_id, array [(w.actor).id, p_account]);
    end if;
    return 'DONE';
exception when sqlstate 'RG001' then
    return sqlerrm;
end $$;

-- Another invitation to somebody who has not claimed their account. It goes to the address that was given when the account
-- was made; nobody can name another. Returns DONE, UNCHANGED (one is waiting to be sent) or a refusal.
create or replace function invite_again(p_flow uuid, p_key_hash bytea, p_account uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
begin
    select * into w from administer(p_flow, p_key_hash, console_life(), p_account);
    if w.refusal is not null then
        return w.refusal;
    end if;
    if (w.target).state <> 'UNCLAIMED' then
        return 'NOT_ALLOWED';
    end if;
    insert into announcement (account_id, kind) select p_account, 'INVITED'
    where not exists (select from announcement where account_id = p_account and kind = 'INVITED')
      and (select count(*) from audit_event where account_id = p_account and kind = 'INVITED_AGAIN'
           and at > regain.now() - interval '1 day') < 3;
    if not found then
        return 'UNCHANGED';
    end if;
    perform note_administration('INVITED_AGAIN', p_account, w.actor, p_source, p_browser, null);
    return 'DONE';
end $$;

-- Why somebody cannot get in, as far as their administrator has to know to say what helps. No row for another organisation's.
create or replace function why_not(p_organisation uuid, p_account uuid)
    returns table (state text, new_password boolean, frozen boolean, locked_until timestamptz, link_until timestamptz,
                   asked integer, available integer, closed text[], messages_until timestamptz, refused integer,
                   last_signed_in timestamptz, last_recovered timestamptz, in_directory boolean)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.state, a.password_compromised_at is not null, a.frozen_at is not null,
           (select max(g.locked_until) from sign_in_guard g where g.account_id = a.id and g.locked_until > regain.now()),
           (select max(l.expires_at) from claim_link l where l.account_id = a.id and l.expires_at > regain.now()),
           required_classes(a.id), available_classes(a.id),
           array(select distinct g.kind from method_guard g where g.account_id = a.id and g.consecutive >= wrong_in_a_row() order by 1),
           next_place('MESSAGES_A_DAY', uuid_send(a.id), 9, interval '24 hours'),
           (select count(*)::integer from outbox o join flow f on f.id = o.flow_id
            where f.account_id = a.id and o.state in ('FAILED', 'EXPIRED') and o.created_at > regain.now() - interval '7 days'),
           (select max(e.at) from audit_event e where e.account_id = a.id and e.kind = 'SIGNED_IN'),
           (select max(e.at) from audit_event e where e.account_id = a.id and e.kind in ('PASSWORD_RESET', 'ACCOUNT_UNLOCKED')),
           entry_of(a.id) is not null
    from account a where a.id = p_account and a.organisation_id = p_organisation
$$;

-- Who somebody is in the directory that keeps their password, and whether they are suspended here because it does not let them in. No row where it
-- is kept here, for who is deleted, and for another organisation's.
create or replace function kept_in_directory(p_organisation uuid, p_account uuid) returns table (entry text, stopped boolean)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select d.entry, a.state = 'SUSPENDED' and a.suspended_at is not distinct from d.stopped_at
    from directory_person d join account a on a.id = d.account_id
    where a.id = p_account and a.organisation_id = p_organisation and a.state <> 'DELETED'
$$;

-- Which kinds of methods somebody has, and how many of each: no address, no name, no key.
create or replace function kinds_of_methods(p_organisation uuid, p_account uuid) returns table (kind text, many integer)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select m.way, count(*)::integer
    from account a cross join live_methods(a.id) m
    where a.id = p_account and a.organisation_id = p_organisation and m.confirmed
    group by m.way
$$;
