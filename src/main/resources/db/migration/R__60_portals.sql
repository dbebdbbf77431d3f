-- Portals, and what they may know of whom. Locks are taken in one order: account, portal, `portal_access`, the rest.

-- A portal with one thing more, or another.
create or replace function changed_portal(p_portal portal, p_what text, p_value text) returns portal
    language plpgsql immutable security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    case p_what
        when 'START' then p_portal.start_uri := p_value;
        when 'REDIRECT' then p_portal.redirect_uris := array_remove(p_portal.redirect_uris, p_value) || p_value;
        when 'AFTER_LOGOUT' then p_portal.after_logout_uris := array_remove(p_portal.after_logout_uris, p_value) || p_value;
        when 'LOGOUT' then p_portal.logout_uri := p_value;
        when 'SCOPE' then p_portal.scopes := array_remove(p_portal.scopes, p_value) || p_value;
        when 'NAME' then p_portal.name := p_value;
        when 'SIGNING' then p_portal.signed_with := p_value;
        when 'KEY' then p_portal.keys := jsonb_build_object('keys', p_portal.keys -> 'keys' || p_value::jsonb);
        when 'SECRET' then null; -- Not in this row: `portal_secret_right`.
        when 'WHOSE' then p_portal.third_party := false;
    end case;
    return p_portal;
end $$;

-- The changes of a portal that hold by now and are not in its row yet.
create or replace function due_changes(p_portal uuid) returns setof portal_change
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select * from portal_change
    where portal_id = p_portal and effective_at <= regain.now() and withdrawn_at is null and folded_at is null
    order by effective_at, id
$$;

-- A portal as it is this moment. Whoever reads one reads it through this: a change holds from its time on, whether or not anything
-- has come by to write it into the row.
create or replace function portal_now(p_portal portal) returns portal
    language plpgsql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    c portal_change;
begin
    for c in select * from due_changes(p_portal.id) loop
        p_portal := changed_portal(p_portal, c.what, c.value);
    end loop;
    return p_portal;
end $$;

-- What was a portal's name stays its own, whoever made it.
create or replace function keep_portal_name() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    insert into portal_name (organisation_id, key, portal_id) values (new.organisation_id, portal_name_key(new.name), new.id)
    on conflict do nothing;
    return null;
end $$;

create or replace trigger keep_portal_name after insert or update of name on portal for each row execute function keep_portal_name();
alter table portal enable always trigger keep_portal_name;

-- What is closed is never opened again, and says the same for ever.
create or replace trigger stays_over before update on portal for each row when (old.closed_at is not null) execute function stays_over();
alter table portal enable always trigger stays_over;

create or replace trigger stays_over before update on portal_secret for each row
    when (old.ended_at is not null) execute function stays_over();
alter table portal_secret enable always trigger stays_over;

-- Nobody shortens the wait, exchanges what was approved, or takes up again what was withdrawn.
create or replace trigger stays_over before update on portal_change for each row
    when (old.withdrawn_at is not null or old.folded_at is not null or new.effective_at <> old.effective_at
          or new.proposed_at <> old.proposed_at or new.value <> old.value or new.what <> old.what or new.portal_id <> old.portal_id)
    execute function stays_over();
alter table portal_change enable always trigger stays_over;

-- A portal that is there from the first start on. Before anybody is a global administrator, and never over an existing one: after
-- that the web cannot make portals. Returns whether it was made. No role changes one at all.
create or replace function first_portal(p_organisation uuid, p_client_id text, p_name text, p_start_uri text, p_redirect_uri text,
                                        p_after_logout_uri text, p_logout_uri text, p_secret_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_portal uuid;
begin
    perform 1 from organisation where id = p_organisation for no key update;
    if exists (select from account a join account_role r on r.account_id = a.id and r.role = 'GLOBAL_ADMIN'
               where a.organisation_id = p_organisation and a.claimed_at is not null) then
        return false;
    end if;
    insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, after_logout_uris, logout_uri, scopes)
    values (p_organisation, p_client_id, p_name, 'SECRET', p_start_uri, array [p_redirect_uri], array [p_after_logout_uri],
            p_logout_uri, array ['openid', 'profile', 'email', 'roles', 'offline_access'])
    on conflict (client_id) do nothing
    returning id into v_portal;
    if v_portal is null then
        return false;
    end if;
    insert into portal_secret (hash, portal_id) values (p_secret_hash, v_portal);
    perform note_event('PORTAL_ADDED', null, null, '', '', p_client_id);
    return true;
end $$;

create or replace function find_portal(p_id uuid, p_client_id text) returns setof portal
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select n.* from portal p, portal_now(p) n where (p.id = p_id or p.client_id = p_client_id) and p.closed_at is null
$$;

-- Whether an app runs in the browser on this site, to the letter of a registered address. Never on somebody's own machine.
create or replace function is_portal_origin(p_origin text) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p_origin ~ '^https://[a-z0-9.-]+(:[0-9]{1,5})?$' and p_origin !~ '^https://(localhost|127\.)'
       and exists (select from portal p, portal_now(p) n, unnest(n.redirect_uris) u
                   where p.kind = 'PUBLIC' and p.closed_at is null and starts_with(u, p_origin || '/'))
$$;

create or replace function portal_secret_right(p_portal uuid, p_hash bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from portal_secret where hash = p_hash and portal_id = p_portal
                   and (ended_at is null or ended_at > regain.now()))
        or exists (select from due_changes(p_portal) where what = 'SECRET' and value = encode(p_hash, 'hex'))
$$;

-- By what a portal knows somebody; made at the first time.
create or replace function portal_sub(p_portal uuid, p_account uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_sector text := coalesce((select sector from portal where id = p_portal), '');
begin
    insert into portal_subject (sub, account_id, sector)
    values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), p_account, v_sector)
    on conflict (account_id, sector) do nothing;
    return (select sub from portal_subject where account_id = p_account and sector = v_sector);
end $$;

-- By what a portal knows one session, and no other portal the same.
create or replace function portal_sid(p_portal uuid, p_session text) returns text
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select encode(sha256(uuid_send(p_portal) || convert_to(p_session, 'UTF8')), 'hex')
$$;

-- What waits while somebody signs in. One for a browser at a time: the newest.
create or replace function keep_errand(p_key_hash bytea, p_portal uuid, p_request jsonb) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into portal_errand (key_hash, portal_id, request) values (p_key_hash, p_portal, p_request)
    on conflict (key_hash) do update set portal_id = excluded.portal_id, request = excluded.request, asked_at = regain.now(),
                                         decision = null, decided_by = null
$$;

-- `fresh`: it can still be done. Later it only says which portal it was.
create or replace function find_errand(p_key_hash bytea)
    returns table (portal_id uuid, request jsonb, asked_at timestamptz, fresh boolean, decision text, decided_by uuid)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select e.portal_id, e.request, e.asked_at, e.asked_at > regain.now() - errand_life(), e.decision, e.decided_by
    from portal_errand e where e.key_hash = p_key_hash
$$;

create or replace function end_errand(p_key_hash bytea) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from portal_errand where key_hash = p_key_hash
$$;

create or replace function push_request(p_hash bytea, p_portal uuid, p_request jsonb) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from portal_push where portal_id = p_portal and pushed_at <= regain.now() - push_life();
    insert into portal_push (hash, portal_id, request) values (p_hash, p_portal, p_request)
$$;

-- Once, and for the portal that pushed it.
create or replace function take_pushed(p_hash bytea, p_portal uuid) returns jsonb
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from portal_push
    where hash = p_hash and portal_id = p_portal and pushed_at > regain.now() - push_life()
    returning request
$$;

-- The sign-in of a session as portals are told of it; no row where it lets nobody anywhere, now. `step_up`: a fresh sign-in
-- could show a second class. What was proven by what (RFC 8176): pwd, otp, hwk, and mfa for two classes.
create or replace function portal_standing(p_flow uuid, p_key_hash bytea)
    returns table (account_id uuid, outgrown boolean, auth_time timestamptz, acr text, amr text[], step_up boolean)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select s.account_id, s.standing = 'OUTGROWN', s.proven_at, case when s.two then 'aal2' else 'aal1' end,
           array(select distinct case p.class when 'PASSWORD' then 'pwd' when 'PASSKEY' then 'hwk' else 'otp' end
                 from standing_proofs(p_flow) p order by 1) || case when s.two then array ['mfa'] else '{}'::text[] end,
           asks_second_factor(s.account_id)
    from session_standing(p_flow, p_key_hash) s
    where s.standing in ('OUTGROWN', 'OLD', 'FRESH')
$$;

-- Whether this is one of a portal's redirect addresses, to the letter; of an app on its own machine but for the port (RFC 8252 § 7.3).
create or replace function is_redirect_of(p_portal portal, p_uri text) returns boolean
    language sql immutable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p_uri = any (p_portal.redirect_uris)
        or p_portal.kind = 'PUBLIC' and p_uri ~ '^http://(127\.0\.0\.1|\[::1\])[:/]'
           and regexp_replace(p_uri, '^(http://[0-9.:\[\]]+):[0-9]{1,5}(/|$)', '\1\2') in (
               select regexp_replace(u, '^(http://[0-9.:\[\]]+):[0-9]{1,5}(/|$)', '\1\2') from unnest(p_portal.redirect_uris) u
               where u ~ '^http://')
$$;

-- A code for a portal, of whoever's session this is. Derived from the sign-in it rests on, and at somebody else's portal from what its
-- holder has allowed; refused (null) where that is over, or was never asked. `p_key`: the
-- thumbprint of the key that it is for; null: for whoever has it.
create or replace function open_portal(p_portal uuid, p_flow uuid, p_key_hash bytea, p_session text, p_scopes text[],
                                       p_redirect_uri text, p_challenge text, p_nonce text, p_code_hash bytea, p_key text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    s record;
    a account;
    v_session text;
    v_id uuid;
begin
    perform 1 from account where id = (select x.account_id from flow x where x.id = p_flow) for share;
    -- Who closes the portal comes before this, and there is nothing to open, or after it, and ends what was opened.
    perform 1 from portal where id = p_portal for share;
    select * into s from portal_standing(p_flow, p_key_hash);
    -- Who ends the session comes before this, and there is nothing to open, or after it, and takes along what was opened.
    select x.primary_id into v_session from spring_session x
    where x.session_id = p_session and x.principal_name = s.account_id::text for key share;
    if s.account_id is null or s.outgrown or v_session is null then
        return null;
    end if;
    select * into a from account where id = s.account_id;
    insert into portal_access (portal_id, account_id, flow_id, session_id, auth_epoch, auth_time, acr, amr, sub, sid, scopes,
                               redirect_uri, challenge, nonce, ends_at, code_hash, bound_to)
    select p.id, a.id, p_flow, v_session, a.auth_epoch, s.auth_time, s.acr, s.amr, portal_sub(p.id, a.id),
           portal_sid(p.id, v_session),
           array(select x from unnest(n.scopes) x where x = any (p_scopes)), p_redirect_uri, p_challenge, p_nonce,
           s.auth_time + make_interval(hours => policy(a.organisation_id, 'SESSION_HOURS')), p_code_hash, p_key
    from portal p, portal_now(p) n
    where p.id = p_portal and p.organisation_id = a.organisation_id and p.closed_at is null and is_redirect_of(n, p_redirect_uri)
      and not consent_missing(n, a.id, array(select x from unnest(n.scopes) x where x = any (p_scopes)))
    returning id into v_id;
    if v_id is not null then
        update portal_consent set used_at = regain.now() where account_id = a.id and portal_id = p_portal;
        perform note_event('PORTAL_OPENED', a.id, p_flow, '', '', (select client_id from portal where id = p_portal));
    end if;
    return v_id;
end $$;

-- Whether what was opened may go on: the account is as it was, and it is not over. It lasts no longer than a session may by now, however
-- long one might when it was opened.
create or replace function portal_access_stands(p_access portal_access) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from account a where a.id = p_access.account_id and a.state = 'ACTIVE' and a.auth_epoch = p_access.auth_epoch
                   and a.frozen_at is null and a.password_compromised_at is null)
       and least(p_access.ends_at, p_access.auth_time + make_interval(hours => policy_of(p_access.account_id, 'SESSION_HOURS'))) > regain.now()
$$;

-- Ends what was opened for portals, and queues what they are to be told. The caller holds the account, or the session's row.
create or replace function end_portal_access(p_ids uuid[], p_tell boolean) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with gone as (delete from portal_access where id = any (p_ids) returning portal_id, sub, sid, code_used_at)
    insert into portal_logout (portal_id, sub, sid)
    select distinct g.portal_id, g.sub, g.sid
    from gone g join portal p on p.id = g.portal_id
    where p_tell and g.code_used_at is not null and (portal_now(p)).logout_uri is not null
$$;

-- All that this account opened anywhere: with its epoch, its portals' sessions are over.
create or replace function end_portals(p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with opened as materialized (select array(select id from portal_access where account_id = p_account order by id for update) as ids)
    select end_portal_access(ids, true) from opened where cardinality(ids) > 0
$$;

-- Where somebody is signed in beyond this site: at which portal, since when, from which session (null: one that has lapsed meanwhile).
-- One line for each portal and session, by the id of one of its rows.
create or replace function portals_of(p_account uuid) returns table (id uuid, name text, since timestamptz, session text)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select min(z.id::text)::uuid, n.name, min(z.code_used_at), min(s.session_id)
    from portal_access z
             join portal p on p.id = z.portal_id
             cross join portal_now(p) n
             left join spring_session s on s.primary_id = z.session_id
    where z.account_id = p_account and z.code_used_at is not null and portal_access_stands(z)
    group by p.id, n.name, z.session_id
    order by n.name, 3
$$;

-- Somebody signs out of one portal, in one session: of what is their own. False: there is nothing of the kind.
create or replace function leave_portal(p_account uuid, p_access uuid, p_source text, p_browser text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    one portal_access;
begin
    perform 1 from account where id = p_account for no key update;
    select * into one from portal_access where id = p_access and account_id = p_account;
    if not found then
        return false;
    end if;
    perform end_portal_access(array(select id from portal_access
                                    where account_id = p_account and portal_id = one.portal_id and session_id = one.session_id
                                    order by id for update), true);
    perform note_event('PORTAL_LEFT', p_account, one.flow_id, p_source, p_browser,
                       (select client_id from portal where id = one.portal_id));
    return true;
end $$;

-- A session that is ended takes its portals along. One that lapsed, because nobody used it for an hour, does not: people work in
-- a portal all day. What it opened ends by itself when a session would.
create or replace function end_portals_of_session() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform end_portal_access(array(select id from portal_access where session_id = old.primary_id order by id for update), true);
    return null;
end $$;

create or replace trigger end_portals_of_session after delete on spring_session for each row
    when (old.expiry_time > extract(epoch from regain.now()) * 1000) execute function end_portals_of_session();
alter table spring_session enable always trigger end_portals_of_session;

-- Somebody ends a session of their own with what it opened at portals. By whose clock it has lapsed meanwhile is not asked.
create or replace function end_session(p_account uuid, p_session text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_session text;
begin
    select primary_id into v_session from spring_session where session_id = p_session and principal_name = p_account::text for update;
    perform end_portal_access(array(select id from portal_access where session_id = v_session order by id for update), true);
    delete from spring_session where primary_id = v_session;
end $$;

-- Somebody signs out of a portal, which shows by our own words (an ID token) which session it means. Where that one has lapsed, no browser
-- can end it any more, and people are still in all that it opened. One that is alive is its own browser's to end.
create or replace function end_lapsed_session(p_portal uuid, p_sub text, p_sid text, p_source text, p_browser text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_account uuid := (select account_id from portal_subject where sub = p_sub);
    lapsed uuid[];
begin
    perform 1 from account where id = v_account for no key update;
    lapsed := array(select z.id from portal_access z
                    where z.account_id = v_account and portal_sid(p_portal, z.session_id) = p_sid
                      and not exists (select from spring_session s where s.primary_id = z.session_id
                                      and s.expiry_time > extract(epoch from regain.now()) * 1000)
                    order by z.id for update);
    if cardinality(lapsed) > 0 then
        perform note_event('PORTAL_LEFT', v_account, (select flow_id from portal_access where id = lapsed[1]), p_source, p_browser,
                           (select client_id from portal where id = p_portal));
        perform end_portal_access(lapsed, true);
    end if;
end $$;

-- All but this one, and what they opened at portals, though a session has lapsed since and a portal has not.
create or replace function end_other_sessions(p_account uuid, p_session text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account where id = p_account for no key update;
    perform 1 from spring_session where principal_name = p_account::text and session_id <> p_session order by primary_id for update;
    perform end_portal_access(array(select z.id from portal_access z
                                    where z.account_id = p_account
                                      and not exists (select from spring_session s where s.primary_id = z.session_id and s.session_id = p_session)
                                    order by z.id for update), true);
    delete from spring_session where principal_name = p_account::text and session_id <> p_session;
end $$;
