-- Consent: a portal that is somebody else's is told nothing of anybody who has not allowed it. Kept for each account and portal, by
-- scopes, until it is taken back. Locks as in `R__60_portals.sql`: account, portal, `portal_access`, then `portal_consent`.

-- Whether somebody has allowed all of this.
create or replace function consent_covers(p_account uuid, p_portal uuid, p_scopes text[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from portal_consent where account_id = p_account and portal_id = p_portal and scopes @> p_scopes)
$$;

-- Whether somebody is to be asked before this portal is told that much of them. `open_portal` asks it too.
create or replace function consent_missing(p_portal portal, p_account uuid, p_scopes text[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p_portal.third_party and not consent_covers(p_account, p_portal.id, p_scopes)
$$;

-- The same for whoever asks from outside, and what was allowed already.
create or replace function portal_consent_asked(p_portal uuid, p_account uuid, p_scopes text[])
    returns table (missing boolean, allowed text[])
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select consent_missing(n, p_account, p_scopes),
           coalesce((select c.scopes from portal_consent c where c.account_id = p_account and c.portal_id = n.id), '{}')
    from portal p, portal_now(p) n
    where p.id = p_portal
$$;

-- The scopes of a request that waits, each once.
create or replace function asked_scopes(p_request jsonb) returns text[]
    language sql immutable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select array(select distinct s from regexp_split_to_table(p_request ->> 'scope', '\s+') s where s <> '' order by 1)
$$;

-- What whoever is signed in says to the request that waits for this browser. It must be the one that they were shown: of that portal,
-- from that address, with those scopes, whatever another window has brought here since. What they allow is kept beside what they had allowed. False: there
-- is no such request, or they are not signed in any more.
create or replace function answer_errand(p_flow uuid, p_key_hash bytea, p_errand_hash bytea, p_portal uuid, p_redirect_uri text,
                                         p_scopes text[], p_allow boolean, p_source text, p_browser text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_account uuid;
    v_client text;
begin
    perform 1 from account where id = (select x.account_id from flow x where x.id = p_flow) for no key update;
    perform 1 from portal where id = p_portal for share;
    select s.account_id into v_account from portal_standing(p_flow, p_key_hash) s where not s.outgrown;
    update portal_errand e
    set decision = case when p_allow then 'ALLOWED' else 'REFUSED' end, decided_by = v_account
    from portal p, portal_now(p) n
    where e.key_hash = p_errand_hash and e.portal_id = p_portal and e.asked_at > regain.now() - errand_life()
      and e.request ->> 'redirect_uri' = p_redirect_uri
      and asked_scopes(e.request) = array(select distinct s from unnest(p_scopes) s order by 1)
      and p.id = p_portal and p.closed_at is null and p.organisation_id = (select organisation_id from account where id = v_account)
      and n.scopes @> p_scopes
    returning p.client_id into v_client;
    if v_client is null or not p_allow then
        return v_client is not null;
    end if;
    insert into portal_consent as c (account_id, portal_id, scopes) values (v_account, p_portal, p_scopes)
    on conflict (account_id, portal_id) do update
    set scopes = array(select distinct s from unnest(c.scopes || excluded.scopes) s order by 1), given_at = regain.now(),
        used_at = regain.now();
    perform note_event('CONSENT_GIVEN', v_account, p_flow, p_source, p_browser, concat_ws(' ', v_client, array_to_string(p_scopes, ' ')));
    return true;
end $$;

-- What somebody has allowed, by the names of the portals.
create or replace function consents_of(p_account uuid) returns table (id uuid, name text, scopes text[], since timestamptz)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select c.id, n.name, c.scopes, c.given_at
    from portal_consent c join portal p on p.id = c.portal_id cross join portal_now(p) n
    where c.account_id = p_account
    order by n.name, c.id
$$;

-- Somebody takes back what they allowed. All that it opened there ends with it, whichever session opened it, and the portal is told.
-- Whoever opens something there at this moment holds the account: they come before, or are refused. False: there is nothing of the kind.
create or replace function take_back_consent(p_account uuid, p_consent uuid, p_source text, p_browser text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_portal uuid;
begin
    perform 1 from account where id = p_account for no key update;
    select portal_id into v_portal from portal_consent where id = p_consent and account_id = p_account;
    if not found then
        return false;
    end if;
    perform end_portal_access(array(select id from portal_access where account_id = p_account and portal_id = v_portal
                                    order by id for update), true);
    delete from portal_consent where id = p_consent;
    perform note_event('CONSENT_TAKEN_BACK', p_account, null, p_source, p_browser, (select client_id from portal where id = v_portal));
    return true;
end $$;

-- A portal is somebody else's from now on: what it has of people who were never asked ends, and it is told.
create or replace function end_without_consent(p_portal uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select end_portal_access(array(select z.id from portal_access z
                                   where z.portal_id = p_portal and not consent_covers(z.account_id, z.portal_id, z.scopes)
                                   order by z.id for update), true)
$$;
