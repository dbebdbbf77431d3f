-- Portals as the console changes them. A new one is nobody's way into another: it is there at once. What makes an existing one do less
-- acts at once. What makes it do more takes two global administrators and three days, because who may repoint a portal can stand in it
-- as anybody who comes by. Locks: account, organisation, portal, `portal_change`, `portal_access`.

-- What a name of a portal is compared by: neither case nor spaces nor ways of writing a letter (NFKC) tell two apart.
create or replace function portal_name_key(p_name text) returns text
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select lower(regexp_replace(normalize(p_name, nfkc), '\s', '', 'g'))
$$;

-- Whether a JWK is the public half of a key that can sign, and has a name.
create or replace function is_portal_key(p_key jsonb) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(jsonb_typeof(p_key) = 'object' and p_key ->> 'kty' in ('EC', 'RSA') and p_key ->> 'kid' ~ '^[A-Za-z0-9._~:/+=@-]{1,200}$'
                    and char_length(p_key::text) <= 2000 and not p_key ?| array ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'], false)
$$;

-- What a key is, whatever it is called. Source: RFC 7638.
create or replace function portal_key_thumbprint(p_key jsonb) returns text
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select rtrim(translate(encode(sha256(convert_to(case p_key ->> 'kty'
        when 'EC' then format('{"crv":"%s","kty":"EC","x":"%s","y":"%s"}', p_key ->> 'crv', p_key ->> 'x', p_key ->> 'y')
        else format('{"e":"%s","kty":"RSA","n":"%s"}', p_key ->> 'e', p_key ->> 'n') end, 'UTF8')), 'base64'), '+/', '-_'), '=')
$$;

create or replace function portal_change_waits(p_change portal_change) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p_change.withdrawn_at is null
       and case when p_change.effective_at is null then p_change.proposed_at > regain.now() - proposal_life()
                else p_change.effective_at > regain.now() end
$$;

-- Withdraws what does not hold yet: all of an organisation, of a portal, or what it says of one thing. The rows are locked in the order
-- of their ids, as those of the policy are.
create or replace function withdraw_portal_changes(p_organisation uuid, p_portal uuid, p_what text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with held as materialized (
        select c.id from portal_change c join portal p on p.id = c.portal_id
        where p.organisation_id = p_organisation and p.id = coalesce(p_portal, p.id) and c.what = coalesce(p_what, c.what)
          and c.withdrawn_at is null and c.folded_at is null and (c.effective_at is null or c.effective_at > regain.now())
        order by c.id for update of c)
    update portal_change set withdrawn_at = regain.now() where id in (select id from held)
$$;

-- The global administrator who acts by a proof as fresh as `p_within`, and the portal, locked and with all in its row that holds by now.
-- Judged behind the locks: whoever was stopped while they waited for one does nothing any more, and who stops them waits.
create or replace function begin_portal(p_flow uuid, p_key_hash bytea, p_within interval, p_portal uuid,
                                        out actor account, out target portal, out refusal text)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account where id = (select account_id from flow where id = p_flow) for share;
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, p_within)) for no key update;
    actor := global_administrator(p_flow, p_key_hash, p_within);
    perform 1 from portal where id = p_portal and organisation_id = actor.organisation_id for no key update;
    select n.* into target from portal p, portal_now(p) n
    where p.id = p_portal and p.organisation_id = actor.organisation_id and p.closed_at is null;
    refusal := case when actor.id is null then 'STALE' when p_portal is not null and target.id is null then 'NONE' end;
    if refusal is null and exists (select from due_changes(p_portal)) then
        update portal
        set name = target.name, start_uri = target.start_uri, redirect_uris = target.redirect_uris,
            after_logout_uris = target.after_logout_uris, logout_uri = target.logout_uri, scopes = target.scopes,
            signed_with = target.signed_with, keys = target.keys, third_party = target.third_party
        where id = p_portal;
        insert into portal_secret (id, hash, portal_id, created_at)
        select id, decode(value, 'hex'), portal_id, effective_at from due_changes(p_portal) where what = 'SECRET';
        update portal_change set folded_at = regain.now() where id in (select id from due_changes(p_portal));
    end if;
end $$;

-- Writes down what was done, and has the others told that something was; of what makes a portal do more, all of them.
create or replace function end_portal(p_kind text, p_actor account, p_portal portal, p_source text, p_browser text, p_detail text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform note_administration(p_kind, null, p_actor, p_source, p_browser, concat_ws(' ', p_portal.client_id, p_detail));
    if p_kind in ('PORTAL_WIDENING_PROPOSED', 'PORTAL_WIDENING_APPROVED') then
        perform tell_global_administrators(p_kind, p_actor.organisation_id, '{}');
    elsif p_kind <> 'PORTAL_WIDENING_WITHDRAWN' then
        perform tell_global_administrators(case p_kind when 'PORTAL_ADDED' then p_kind else 'PORTAL_NARROWED' end,
                                           p_actor.organisation_id, array [p_actor.id]);
    end if;
    return 'DONE';
end $$;

-- Whether a name is free for this portal: no other one of the organisation has it, had it, or is to have it.
create or replace function portal_name_free(p_organisation uuid, p_portal uuid, p_name text) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select not exists (select from portal_name where organisation_id = p_organisation and key = portal_name_key(p_name)
                       and portal_id is distinct from p_portal)
       and not exists (select from portal where organisation_id = p_organisation and portal_name_key(name) = portal_name_key(p_name)
                       and id is distinct from p_portal)
$$;

-- A new portal. Of the draft count `name`, `kind`, `start_uri`, `redirect_uris`, `after_logout_uris`, `logout_uri`, `scopes`, `signed_with`,
-- `keys`, `third_party` and `pairwise`; its id, its `client_id` and, where people are known to it by a `sub` of its own, its sector are made here.
-- `result`: DONE, NAME_TAKEN, NOT_PLAIN (what no form of ours lets through), or STALE.
create or replace function add_portal(p_flow uuid, p_key_hash bytea, p_draft jsonb, p_secret_hash bytea, p_source text, p_browser text,
                                      out result text, out id uuid, out client_id text)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    d portal;
begin
    d := jsonb_populate_record(null::portal, p_draft);
    select * into w from begin_portal(p_flow, p_key_hash, null, null);
    result := w.refusal;
    if result is null and not portal_name_free((w.actor).organisation_id, null, d.name) then
        result := 'NAME_TAKEN';
    end if;
    if result is not null then
        return;
    end if;
    if not (is_portal_address(d.start_uri, d.kind) and are_portal_addresses(d.redirect_uris, d.kind)
            and are_portal_addresses(d.after_logout_uris, d.kind) and coalesce(is_portal_address(d.logout_uri, 'SECRET'), true)
            and (d.kind = 'SECRET') = (p_secret_hash is not null)
            and coalesce((select bool_and(is_portal_key(k)) and count(distinct k ->> 'kid') = count(*) and count(*) <= 10
                          from jsonb_array_elements(d.keys -> 'keys') k), d.kind <> 'PRIVATE_KEY')) then
        raise check_violation;
    end if;
    id := gen_random_uuid();
    client_id := concat_ws('-', nullif(btrim(left(regexp_replace(lower(d.name), '[^a-z0-9]+', '-', 'g'), 30), '-'), ''),
                           left(replace(gen_random_uuid()::text, '-', ''), 12));
    insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, after_logout_uris, logout_uri, scopes,
                        sector, signed_with, keys, third_party)
    values (id, (w.actor).organisation_id, client_id, d.name, d.kind, d.start_uri, d.redirect_uris, coalesce(d.after_logout_uris, '{}'),
            d.logout_uri, d.scopes, case when (p_draft ->> 'pairwise')::boolean then id::text end, coalesce(d.signed_with, 'ES256'),
            d.keys, coalesce(d.third_party, false))
    returning * into d;
    insert into portal_secret (hash, portal_id) select p_secret_hash, d.id where p_secret_hash is not null;
    result := end_portal('PORTAL_ADDED', w.actor, d, p_source, p_browser, null);
exception when check_violation or not_null_violation or invalid_parameter_value or invalid_text_representation then
    result := 'NOT_PLAIN';
end $$;

-- Ends what a portal got by an address or a scope that it has no more, or without having been allowed to, and what waits to be told
-- to an address that is gone.
create or replace function end_by_what_is_gone(p_portal uuid, p_what text, p_value text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    case p_what
        when 'REDIRECT' then
            -- Of an app's on its own machine each has a port of its own.
            perform end_portal_access(array(
                select z.id from portal_access z join portal p on p.id = z.portal_id
                where z.portal_id = p_portal and z.code_used_at is null and not is_redirect_of(p, z.redirect_uri)
                order by z.id for update of z), false);
        when 'SCOPE' then
            perform 1 from portal_access where portal_id = p_portal order by id for update;
            update portal_access
            set scopes = array_remove(scopes, p_value), access_scopes = array_remove(access_scopes, p_value)
            where portal_id = p_portal;
            -- Whoever it is given back to is asked about it again.
            perform 1 from portal_consent where portal_id = p_portal order by account_id for update;
            update portal_consent set scopes = array_remove(scopes, p_value) where portal_id = p_portal and p_value = any (scopes);
        when 'LOGOUT' then
            update portal_logout set state = 'EXPIRED', settled_at = regain.now(), failure = 'address'
            where portal_id = p_portal and state = 'QUEUED';
        when 'WHOSE' then
            perform end_without_consent(p_portal);
        else null;
    end case;
end $$;

-- Takes away what a portal has: an address, a scope, a key (by its `kid`), a secret (by its id), RS256, or that it is the organisation's own
-- and nobody is asked (`WHOSE`: `OTHERS`). Returns DONE, UNCHANGED (it is not there), LAST (a portal keeps one redirect address, `openid`, one key), NONE or STALE.
create or replace function narrow_portal(p_flow uuid, p_key_hash bytea, p_portal uuid, p_what text, p_value text, p_source text,
                                         p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
    p portal;
    had boolean;
begin
    select * into w from begin_portal(p_flow, p_key_hash, null, p_portal);
    if w.refusal is not null then
        return w.refusal;
    end if;
    p := w.target;
    had := case p_what
        when 'REDIRECT' then p_value = any (p.redirect_uris)
        when 'AFTER_LOGOUT' then p_value = any (p.after_logout_uris)
        when 'LOGOUT' then p_value = p.logout_uri
        when 'SCOPE' then p_value = any (p.scopes)
        when 'SIGNING' then p_value = 'RS256' and p.signed_with = 'RS256'
        when 'WHOSE' then p_value = 'OTHERS' and not p.third_party
        when 'KEY' then exists (select from jsonb_array_elements(p.keys -> 'keys') k where k ->> 'kid' = p_value)
        when 'SECRET' then exists (select from portal_secret where portal_id = p.id and id::text = p_value and ended_at is null) end;
    if had is not true then
        return 'UNCHANGED';
    elsif p_what = 'REDIRECT' and cardinality(p.redirect_uris) = 1 or p_what = 'SCOPE' and p_value = 'openid'
        or p_what = 'KEY' and jsonb_array_length(p.keys -> 'keys') = 1 then
        return 'LAST';
    end if;
    if p_what = 'SECRET' then
        update portal_secret set ended_at = regain.now() where portal_id = p.id and id::text = p_value;
    else
        update portal
        set redirect_uris = case p_what when 'REDIRECT' then array_remove(redirect_uris, p_value) else redirect_uris end,
            after_logout_uris = case p_what when 'AFTER_LOGOUT' then array_remove(after_logout_uris, p_value) else after_logout_uris end,
            logout_uri = case p_what when 'LOGOUT' then null else logout_uri end,
            scopes = case p_what when 'SCOPE' then array_remove(scopes, p_value) else scopes end,
            signed_with = case p_what when 'SIGNING' then 'ES256' else signed_with end,
            third_party = third_party or p_what = 'WHOSE',
            keys = case p_what when 'KEY' then jsonb_build_object('keys', (
                select jsonb_agg(k) from jsonb_array_elements(keys -> 'keys') k where k ->> 'kid' <> p_value)) else keys end
        where id = p.id;
    end if;
    if p_what in ('LOGOUT', 'SIGNING', 'WHOSE') then
        perform withdraw_portal_changes(p.organisation_id, p.id, p_what);
    end if;
    perform end_by_what_is_gone(p.id, p_what, p_value);
    return end_portal('PORTAL_NARROWED', w.actor, p, p_source, p_browser,
                      concat_ws(' ', p_what, case when p_what <> 'SECRET' then p_value end));
end $$;

-- For good. All that it opened ends now, and it is told so. Returns DONE, NONE or STALE.
create or replace function close_portal(p_flow uuid, p_key_hash bytea, p_portal uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w record;
begin
    select * into w from begin_portal(p_flow, p_key_hash, null, p_portal);
    if w.refusal is not null then
        return w.refusal;
    end if;
    perform withdraw_portal_changes((w.target).organisation_id, p_portal, null);
    update portal_secret set ended_at = regain.now() where portal_id = p_portal and ended_at is null;
    perform end_portal_access(array(select id from portal_access where portal_id = p_portal order by id for update), true);
    perform 1 from portal_consent where portal_id = p_portal order by account_id for update;
    delete from portal_consent where portal_id = p_portal;
    update portal set closed_at = regain.now() where id = p_portal;
    return end_portal('PORTAL_CLOSED', w.actor, w.target, p_source, p_browser, null);
end $$;
