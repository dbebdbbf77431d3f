-- Tokens: looked up, issued, replaced, ended. Only their hashes come here.

-- Somebody presented what was used already: everything that came of it ends, since one of two has a copy (RFC 9700 § 4.14.2).
create or replace function end_replayed(p_access uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    z portal_access;
begin
    select * into z from portal_access where id = p_access for update;
    if found then
        perform note_event('TOKEN_REPLAYED', z.account_id, z.flow_id, '', '', (select client_id from portal where id = z.portal_id));
        perform end_portal_access(array [z.id], true);
    end if;
end $$;

-- A portal shows who it is by what it has signed. Once, and for no longer than an hour: false where it serves no more.
create or replace function take_assertion(p_portal uuid, p_hash bytea, p_ends_at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if p_ends_at > regain.now() + assertion_life() then
        return false;
    end if;
    -- Kept a little longer than it is believed, whose clock may be behind.
    insert into portal_assertion (hash, portal_id, ends_at) values (p_hash, p_portal, p_ends_at + interval '5 minutes')
    on conflict (hash) do nothing;
    return found;
end $$;

-- Whoever asks shows that they hold a key by what they have signed for this one request. Once, and about now (RFC 9449 § 11.1): false where
-- it serves no more, or not yet. `p_made`: when they say that it was signed, in seconds.
create or replace function take_key_proof(p_hash bytea, p_made bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if abs(extract(epoch from regain.now()) - p_made) > extract(epoch from key_proof_life()) then
        return false;
    end if;
    -- Until it would be too old, however far ahead the clock is by which it was signed.
    insert into portal_key_proof (hash, ends_at) values (p_hash, regain.now() + 2 * key_proof_life()) on conflict (hash) do nothing;
    return found;
end $$;

-- What a presented value belongs to. `p_kind`: CODE, ACCESS or REFRESH.
create or replace function find_portal_access(p_kind text, p_hash bytea) returns setof portal_access
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    z portal_access;
begin
    if p_kind = 'REFRESH' then
        perform end_replayed(access_id) from portal_used_refresh where hash = p_hash;
    end if;
    select * into z from portal_access x
    where (p_kind = 'CODE' and x.code_hash = p_hash) or (p_kind = 'ACCESS' and x.access_hash = p_hash)
       or (p_kind = 'REFRESH' and x.refresh_hash = p_hash);
    if not found or not portal_access_stands(z) then
        return;
    end if;
    if p_kind = 'CODE' and z.code_used_at is not null then
        perform end_replayed(z.id);
        return;
    end if;
    if p_kind = 'CODE' and z.created_at <= regain.now() - portal_code_life()
        or p_kind = 'ACCESS' and z.access_at <= regain.now() - access_life() then
        return;
    end if;
    z.code_hash := null;
    z.access_hash := null;
    z.refresh_hash := null;
    return next z;
end $$;

-- Tokens in exchange for a code or a refresh token, which serves once: of two who come with the same one the second ends what
-- the first was given. The account is held, so that a reset comes before it, and there is no token, or after it, and
-- takes the token with it. `p_key`: the thumbprint of the key that was shown with it; null: none. False: none is issued.
create or replace function issue_tokens(p_access uuid, p_kind text, p_presented bytea, p_access_hash bytea, p_scopes text[],
                                        p_refresh_hash bytea, p_key text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    z portal_access;
    app boolean;
begin
    perform 1 from account where id = (select account_id from portal_access where id = p_access) for share;
    select * into z from portal_access where id = p_access for update;
    if not found or not portal_access_stands(z) then
        return false;
    end if;
    app := (select kind = 'PUBLIC' from portal where id = z.portal_id);
    -- What is bound serves nobody without a key. With another one only a portal that shows otherwise who it is, for the tokens that come
    -- next: not for a code, which may have been led astray, and not an app, of which nothing else is known (RFC 9449 §§ 5, 10).
    if z.bound_to is not null and (p_key is null or p_key <> z.bound_to and (app or p_kind = 'CODE')) then
        return false;
    end if;
    -- An app's that lasts lasts with its key alone (RFC 9700 § 4.14.2).
    if app and p_refresh_hash is not null and p_key is null then
        return false;
    end if;
    if p_kind = 'CODE' and z.code_hash = p_presented and z.code_used_at is null
        and z.created_at > regain.now() - portal_code_life() then
        update portal_access set code_used_at = regain.now() where id = z.id;
    elsif p_kind = 'REFRESH' and z.refresh_hash = p_presented then
        insert into portal_used_refresh (hash, access_id) values (p_presented, z.id);
    else
        perform end_replayed(z.id);
        return false;
    end if;
    update portal_access
    set access_hash = p_access_hash, access_at = regain.now(), access_scopes = array(select x from unnest(p_scopes) x where x = any (z.scopes)),
        refresh_hash = p_refresh_hash, refresh_at = case when p_refresh_hash is not null then regain.now() end, bound_to = p_key
    where id = z.id;
    return true;
end $$;

-- A portal gives back an access token, or a refresh token with all that came of it (RFC 7009). It knows; nobody tells it.
create or replace function revoke_portal_access(p_access uuid, p_all boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from portal_access where id = p_access for update;
    if p_all then
        perform end_portal_access(array [p_access], false);
    else
        update portal_access set access_hash = null, access_at = null where id = p_access;
    end if;
end $$;

-- What a portal may be told of whoever this is, by its scopes, as it is today. No row where its token is bound to a key and `p_key` is not
-- that key's thumbprint, or the other way round.
create or replace function portal_claims(p_access uuid, p_key text)
    returns table (sub text, name text, email text, email_confirmed boolean, language text, roles text[], organisation text)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select z.sub,
           (select n.shown from account_name n where n.account_id = a.id and n.kind = 'USERNAME' and n.retired_at is null),
           n.shown,
           exists (select from contact c where c.account_id = a.id and c.kind = 'EMAIL' and lower(c.address) = lower(n.shown)
                   and c.confirmed_at is not null and c.removed_at is null),
           a.language, array(select r.role from account_role r where r.account_id = a.id order by 1), o.name
    from portal_access z
             join account a on a.id = z.account_id
             join organisation o on o.id = a.organisation_id
             left join account_name n on n.account_id = a.id and n.kind = 'EMAIL' and n.retired_at is null
    where z.id = p_access and z.bound_to is not distinct from p_key
    limit 1
$$;

-- The next portals to be told, those first that were tried least: who never answers holds up nobody else. Each try is counted before it is made, and is another's in two minutes if nobody settles it.
create or replace function claim_logouts(p_most integer)
    returns table (id uuid, attempt integer, client_id text, logout_uri text, signed_with text, sub text, sid text)
    language sql rows 100 security definer set search_path = pg_catalog, regain, pg_temp as $$
    update portal_logout q
    set attempts = q.attempts + 1, not_before = regain.now() + interval '2 minutes'
    from portal p, portal_now(p) n
    where p.id = q.portal_id and n.logout_uri is not null and q.id = any (array(
        select w.id from portal_logout w join portal o on o.id = w.portal_id
        where w.state = 'QUEUED' and w.not_before <= regain.now() and (portal_now(o)).logout_uri is not null
        order by w.attempts, w.created_at limit p_most for update of w skip locked))
    returning q.id, q.attempts, p.client_id, n.logout_uri, n.signed_with, q.sub, q.sid
$$;

-- What came of a try. `p_failure` null: the portal has taken it. Others are tried again, later each time.
create or replace function settle_logout(p_id uuid, p_attempt integer, p_failure text, p_again boolean) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update portal_logout
    set state = case when p_failure is null then 'SENT' when not p_again then 'FAILED'
                     when created_at <= regain.now() - telling_life() then 'EXPIRED' else 'QUEUED' end,
        settled_at = case when p_failure is null or not p_again or created_at <= regain.now() - telling_life() then regain.now() end,
        not_before = regain.now() + least(interval '1 second' * 2 ^ least(attempts, 10), interval '10 minutes'),
        failure = p_failure
    where id = p_id and attempts = p_attempt and state = 'QUEUED'
$$;
