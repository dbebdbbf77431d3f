-- The ratchet of portals: what lets one do more is proposed by one global administrator and approved by another, and holds three days
-- later. A twin of the policy's, with the same rule for the second one (`may_approve`).

-- Why this cannot be proposed of that portal; null: it can. NOT_PLAIN (no such thing, or not in that form), UNCHANGED (it is so, or such a
-- change waits), FULL (as many as there may be, with those that wait), NAME_TAKEN.
create or replace function portal_change_refusal(p_portal portal, p_what text, p_value text) returns text
    language plpgsql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    waits integer := (select count(*) from portal_change c where c.portal_id = p_portal.id and c.what = p_what and portal_change_waits(c));
    fits boolean;
begin
    fits := case
        when p_what in ('START', 'REDIRECT', 'AFTER_LOGOUT') then is_portal_address(p_value, p_portal.kind)
        when p_what = 'LOGOUT' then is_portal_address(p_value, 'SECRET')
        when p_what = 'SCOPE' then p_value in ('profile', 'email', 'roles', 'offline_access')
        when p_what = 'NAME' then is_plain(p_value, 60, false)
        when p_what = 'SIGNING' then p_value = 'RS256'
        when p_what = 'WHOSE' then p_value = 'OURS'
        when p_what = 'KEY' then p_portal.kind = 'PRIVATE_KEY' and is_portal_key(p_value::jsonb)
        when p_what = 'SECRET' then p_portal.kind = 'SECRET' and p_value ~ '^[0-9a-f]{64}$' end;
    if fits is not true then
        return 'NOT_PLAIN';
    end if;
    return case
        when p_what = 'START' and p_portal.start_uri = p_value or p_what = 'LOGOUT' and p_portal.logout_uri = p_value
            or p_what = 'NAME' and p_portal.name = p_value or p_what = 'SIGNING' and p_portal.signed_with = p_value
            or p_what = 'WHOSE' and not p_portal.third_party
            or p_what = 'REDIRECT' and p_value = any (p_portal.redirect_uris)
            or p_what = 'AFTER_LOGOUT' and p_value = any (p_portal.after_logout_uris)
            or p_what = 'SCOPE' and p_value = any (p_portal.scopes)
            or p_what = 'KEY' and exists (
                select from jsonb_array_elements(p_portal.keys -> 'keys') k where k ->> 'kid' = p_value::jsonb ->> 'kid')
            or p_what = 'SECRET' and exists (select from portal_secret where encode(hash, 'hex') = p_value)
            or waits > 0 and p_what in ('START', 'LOGOUT', 'NAME', 'SIGNING', 'KEY', 'SECRET', 'WHOSE')
            or exists (select from portal_change c where c.portal_id = p_portal.id and c.what = p_what and c.value = p_value
                       and portal_change_waits(c)) then 'UNCHANGED'
        when p_what = 'REDIRECT' and cardinality(p_portal.redirect_uris) + waits >= 20
            or p_what = 'AFTER_LOGOUT' and cardinality(p_portal.after_logout_uris) + waits >= 20
            or p_what = 'KEY' and jsonb_array_length(p_portal.keys -> 'keys') >= 10
            or p_what = 'SECRET' and (select count(*) from portal_secret where portal_id = p_portal.id and ended_at is null) >= 2 then 'FULL'
        when p_what = 'NAME' and not portal_name_free(p_portal.organisation_id, p_portal.id, p_value) then 'NAME_TAKEN' end;
exception when invalid_text_representation then
    return 'NOT_PLAIN';
end $$;

-- What is written down of a change: never a secret's hash, and of a key its name and its thumbprint, since the name is its proposer's
-- choice.
create or replace function portal_change_text(p_what text, p_value text) returns text
    language sql immutable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select concat_ws(' ', p_what, case p_what when 'SECRET' then null when 'KEY' then concat_ws(' ', p_value::jsonb ->> 'kid', portal_key_thumbprint(p_value::jsonb)) else p_value end)
$$;

-- Proposes one thing more. The name is kept for it from now on. Returns PROPOSED, a refusal of the function above, NONE or STALE.
create or replace function propose_portal_change(p_flow uuid, p_key_hash bytea, p_portal uuid, p_what text, p_value text,
                                                 p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    no text;
begin
    select * into w from begin_portal(p_flow, p_key_hash, null, p_portal);
    no := coalesce(w.refusal, portal_change_refusal(w.target, p_what, p_value));
    if no is not null then
        return no;
    end if;
    insert into portal_change (portal_id, what, value, proposed_by) values (p_portal, p_what, p_value, (w.actor).id);
    if p_what = 'NAME' then
        insert into portal_name (organisation_id, key, portal_id)
        values ((w.target).organisation_id, portal_name_key(p_value), p_portal) on conflict do nothing;
    end if;
    perform end_portal('PORTAL_WIDENING_PROPOSED', w.actor, w.target, p_source, p_browser, portal_change_text(p_what, p_value));
    return 'PROPOSED';
end $$;

-- The second administrator's word. Returns DONE, NONE (nothing such waits), NOT_ALLOWED or STALE.
create or replace function approve_portal_change(p_flow uuid, p_key_hash bytea, p_change uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    c portal_change;
begin
    select * into w from begin_portal(p_flow, p_key_hash, null, (select portal_id from portal_change where id = p_change));
    if w.refusal is not null or (w.target).id is null then
        return coalesce(w.refusal, 'NONE');
    end if;
    select * into c from portal_change x where x.id = p_change and x.approved_at is null and portal_change_waits(x) for update;
    if c.id is null then
        return 'NONE';
    elsif not may_approve(w.actor, c.proposed_by, c.proposed_at) then
        return 'NOT_ALLOWED';
    end if;
    update portal_change
    set approved_by = (w.actor).id, approved_at = regain.now(), effective_at = regain.now() + loosening_wait()
    where id = c.id;
    return end_portal('PORTAL_WIDENING_APPROVED', w.actor, w.target, p_source, p_browser, portal_change_text(c.what, c.value));
end $$;

-- Any global administrator, by any sign-in of two proofs: stopping must be easy. Returns DONE, NONE or STALE.
create or replace function withdraw_portal_change(p_flow uuid, p_key_hash bytea, p_change uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    c portal_change;
begin
    select * into w from begin_portal(p_flow, p_key_hash, console_life(), (select portal_id from portal_change where id = p_change));
    if w.refusal is not null or (w.target).id is null then
        return coalesce(w.refusal, 'NONE');
    end if;
    update portal_change set withdrawn_at = regain.now()
    where id = p_change and withdrawn_at is null and folded_at is null and (effective_at is null or effective_at > regain.now())
    returning * into c;
    if c.id is null then
        return 'NONE';
    end if;
    return end_portal('PORTAL_WIDENING_WITHDRAWN', w.actor, w.target, p_source, p_browser, portal_change_text(c.what, c.value));
end $$;

-- What the console shows: the portals of an organisation, or one of them, as they are this moment. No hash of a secret.
create or replace function console_portals(p_organisation uuid, p_portal uuid)
    returns table (id uuid, client_id text, name text, kind text, start_uri text, redirect_uris text[], after_logout_uris text[],
                   logout_uri text, scopes text[], pairwise boolean, signed_with text, kids text[], created_at timestamptz,
                   closed_at timestamptz, third_party boolean, waiting integer)
    language sql stable rows 10 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select n.id, n.client_id, n.name, n.kind, n.start_uri, n.redirect_uris, n.after_logout_uris, n.logout_uri, n.scopes,
           n.sector is not null, n.signed_with, array(select k ->> 'kid' from jsonb_array_elements(n.keys -> 'keys') k), n.created_at,
           n.closed_at, n.third_party, (select count(*)::integer from portal_change c where c.portal_id = n.id and portal_change_waits(c))
    from portal p, portal_now(p) n
    where p.organisation_id = p_organisation and p.id = coalesce(p_portal, p.id)
    order by n.closed_at is not null, portal_name_key(n.name), n.id
$$;

-- The secrets that serve, the oldest first.
create or replace function console_secrets(p_organisation uuid, p_portal uuid) returns table (id uuid, since timestamptz)
    language sql stable rows 3 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select s.id, s.created_at from portal_secret s join portal p on p.id = s.portal_id
    where p.organisation_id = p_organisation and p.id = p_portal and s.ended_at is null
    union all
    select c.id, c.effective_at from portal p, due_changes(p.id) c
    where p.organisation_id = p_organisation and p.id = p_portal and p.closed_at is null and c.what = 'SECRET'
    order by 2, 1
$$;

-- What waits of a portal, the oldest first.
create or replace function console_portal_changes(p_organisation uuid, p_portal uuid)
    returns table (id uuid, what text, value text, proposed_by uuid, proposer text, proposed_at timestamptz, approver text,
                   effective_at timestamptz)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select c.id, c.what, nullif(substr(portal_change_text(c.what, c.value), length(c.what) + 2), ''), c.proposed_by,
           (select n.shown from account_name n where n.account_id = c.proposed_by and n.kind = 'EMAIL' order by n.retired_at nulls first limit 1),
           c.proposed_at,
           (select n.shown from account_name n where n.account_id = c.approved_by and n.kind = 'EMAIL' order by n.retired_at nulls first limit 1),
           c.effective_at
    from portal_change c join portal p on p.id = c.portal_id
    where p.organisation_id = p_organisation and p.id = p_portal and portal_change_waits(c)
    order by c.proposed_at, c.id
$$;
