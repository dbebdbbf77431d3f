-- A signed-in person registers, confirms and removes ways to prove who they are. Each change takes a sign-in of their own
-- that is at most ten minutes old (ASVS 7.5.1), and nobody else's account is within reach: whose it is, the sign-in says.

-- What a session may still do that rests on this sign-in (or claim): what its own proofs would let a sign-in do today, not what
-- they allowed when it began. `standing` is
--   OVER      no sign-in of this browser, or its account is not active, or has ended what was open (another epoch);
--   HELD      "This wasn't me" was said, or the password is in wrong hands: only a recovery changes anything;
--   OUTGROWN  its proofs are not enough for a sign-in any more: what they were given by is gone, or a second factor was added
--             elsewhere (NIST § 4.1.2.1), lest who has learned a password take away what was added against them;
--   OLD       enough, and older than the organisation asks (ASVS 7.5.1);
--   FRESH     enough, and as fresh as that.
-- `two`: its proofs are two of different classes, as the console asks. Every change asks this, and so do the pages.
create or replace function session_standing(p_flow uuid, p_key_hash bytea,
                                 out account_id uuid, out standing text, out proven_at timestamptz, out two boolean)
    language plpgsql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
    a account;
    classes text[];
begin
    standing := 'OVER';
    two := false;
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and (purpose, outcome) in (('SIGN_IN', 'SIGNED_IN'), ('CLAIM', 'CLAIMED'));
    select * into a from account where id = f.account_id;
    if a.id is null or a.state <> 'ACTIVE' then
        return;
    end if;
    account_id := a.id;
    proven_at := f.completed_at;
    classes := array(select distinct p.class from standing_proofs(f.id) p);
    two := f.outcome = 'SIGNED_IN' and classes && second_classes() and classes && array ['PASSKEY', 'PASSWORD'];
    standing := case
        when a.frozen_at is not null or a.password_compromised_at is not null then 'HELD'
        when a.auth_epoch <> f.auth_epoch then 'OVER'
        when not two and (not classes && array [case f.outcome when 'CLAIMED' then 'ISSUED' else 'PASSWORD' end]
                          or sign_in_asks_more(a.id, f.id)) then 'OUTGROWN'
        when f.completed_at <= regain.now() - make_interval(mins => policy(a.organisation_id, 'FRESH_PROOF_MINUTES')) then 'OLD'
        else 'FRESH' end;
end $$;

-- The sign-in (or claim) that this browser has just completed; null unless its session may change things now. Locks the account,
-- so that two changes come one after the other.
create or replace function fresh_sign_in(p_flow uuid, p_key_hash bytea) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
begin
    perform 1 from account where id = (select x.account_id from flow x where x.id = p_flow) for no key update;
    select x.* into f from flow x
    where x.id = p_flow and (session_standing(p_flow, p_key_hash)).standing = 'FRESH';
    return f;
end $$;

-- An address or number, still to be confirmed. Returns ADDED, STALE (sign in again first), ALREADY or TOO_MANY.
create or replace function add_contact(p_flow uuid, p_key_hash bytea, p_id uuid, p_kind text, p_address text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return 'STALE';
    end if;
    update contact set removed_at = regain.now(), version = version + 1
    where account_id = f.account_id and removed_at is null and confirmed_at is null;
    if exists (select from contact where account_id = f.account_id and kind = p_kind
               and lower(address) = lower(p_address) and removed_at is null) then
        return 'ALREADY';
    end if;
    if (select count(*) from contact where account_id = f.account_id and kind = p_kind and removed_at is null) >= 5 then
        return 'TOO_MANY';
    end if;
    insert into contact (id, account_id, kind, address) values (p_id, f.account_id, p_kind, p_address);
    return 'ADDED';
end $$;

-- The end of trying a method in one's own session: an address not confirmed yet becomes so, where the session may still change
-- anything; how old its proof is does not matter, since it was fresh when the address was added. Returns CONFIRMED (new), TRIED
-- (it was registered before), STALE, NOT_PROVEN or GONE.
create or replace function finish_register(p_flow uuid, p_key_hash bytea, p_sign_in uuid, p_sign_in_key_hash bytea, p_source text,
                                p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'REGISTER');
    p proof;
    acting record;
    is_new boolean;
begin
    if f.id is null then
        return 'GONE';
    end if;
    select * into p from valid_proofs(f.id) limit 1;
    if p.id is null then
        return 'NOT_PROVEN';
    end if;
    is_new := exists (select from contact where id = p.contact_id and confirmed_at is null and removed_at is null);
    select * into acting from session_standing(p_sign_in, p_sign_in_key_hash);
    if is_new and (acting.account_id is distinct from f.account_id or acting.standing not in ('FRESH', 'OLD')) then
        return 'STALE';
    end if;
    insert into proof_use (proof_id, flow_id) values (p.id, f.id);
    update flow set completed_at = regain.now(), outcome = 'REGISTERED', step = step + 1 where id = f.id;
    update account set checks_put_off = 0 where id = f.account_id;
    update contact set confirmed_at = regain.now(), serves_from = served_from(f.account_id) where id = p.contact_id and is_new;
    perform note_event(case when is_new then 'METHOD_ADDED' else 'METHOD_TRIED' end, f.account_id, f.id, p_source, p_browser, p.method);
    return case when is_new then 'CONFIRMED' else 'TRIED' end;
end $$;

-- An authenticator app whose first code is still to be typed. Returns ADDED, STALE or TOO_MANY.
create or replace function add_totp(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_sealed bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return 'STALE';
    end if;
    update authenticator set removed_at = regain.now()
    where account_id = f.account_id and removed_at is null and confirmed_at is null;
    if (select count(*) from authenticator where account_id = f.account_id and kind = 'TOTP' and removed_at is null) >= 5 then
        return 'TOO_MANY';
    end if;
    insert into authenticator (id, account_id, kind, name) values (p_id, f.account_id, 'TOTP', p_name);
    insert into totp (authenticator_id, sealed) values (p_id, p_sealed);
    return 'ADDED';
end $$;

-- Its first code was typed: from now on it is a second factor. Returns CONFIRMED, STALE or NONE (no such app awaits it).
create or replace function confirm_totp(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_step bigint, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return 'STALE';
    end if;
    update authenticator
    set confirmed_at = regain.now(), serves_from = served_from(f.account_id), name = p_name, last_used_at = regain.now(),
        added_in = f.id
    where id = p_id and account_id = f.account_id and kind = 'TOTP' and confirmed_at is null and removed_at is null;
    if not found then
        return 'NONE';
    end if;
    perform take_app_step(p_id, p_step);
    perform open_method(f.account_id, 'TOTP');
    perform note_event('METHOD_ADDED', f.account_id, f.id, p_source, p_browser, 'TOTP');
    return 'CONFIRMED';
end $$;

-- A passkey that was just made. Returns CONFIRMED, STALE, ALREADY or TOO_MANY.
create or replace function add_passkey(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_credential bytea, p_public_key bytea,
                            p_sign_count bigint, p_backup_eligible boolean, p_backed_up boolean, p_transports text[],
                            p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return 'STALE';
    end if;
    if exists (select from passkey where credential_id = p_credential) then
        return 'ALREADY';
    end if;
    if (select count(*) from authenticator where account_id = f.account_id and kind = 'PASSKEY' and removed_at is null) >= 20 then
        return 'TOO_MANY';
    end if;
    insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from, added_in)
    values (p_id, f.account_id, 'PASSKEY', p_name, regain.now(), served_from(f.account_id), f.id);
    insert into passkey (authenticator_id, credential_id, public_key, sign_count, backup_eligible, backed_up, transports)
    values (p_id, p_credential, p_public_key, p_sign_count, p_backup_eligible, p_backed_up, p_transports);
    perform note_event('METHOD_ADDED', f.account_id, f.id, p_source, p_browser, 'PASSKEY');
    return 'CONFIRMED';
end $$;

-- New saved codes in the place of all older ones, the used ones too: what was proven by them is proven no more. False: sign in
-- again first.
create or replace function renew_saved_codes(p_flow uuid, p_key_hash bytea, p_macs bytea[], p_source text, p_browser text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return false;
    end if;
    update saved_code set retired_at = regain.now() where account_id = f.account_id and retired_at is null;
    insert into saved_code (id, account_id, mac, serves_from)
    select gen_random_uuid(), f.account_id, m, served_from(f.account_id) from unnest(p_macs) m;
    perform note_event('METHOD_ADDED', f.account_id, f.id, p_source, p_browser, 'SAVED_CODE');
    return true;
end $$;

-- Returns DONE, STALE or NONE (no such method of theirs).
create or replace function rename_method(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
    renamed text;
begin
    if f.id is null then
        return 'STALE';
    end if;
    update authenticator set name = p_name where id = p_id and account_id = f.account_id and removed_at is null
    returning kind into renamed;
    if renamed is null then
        return 'NONE';
    end if;
    perform note_event('METHOD_RENAMED', f.account_id, f.id, p_source, p_browser, renamed);
    return 'DONE';
end $$;

-- Takes a method away. Returns DONE, STALE, NONE, LAST (nobody could get back in without it) or PASSWORD_SHORT (the
-- password is too short to be the only key). What would fall short is undone whole.
create or replace function remove_method(p_flow uuid, p_key_hash bytea, p_id uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
    gone text;
    second_factor boolean := false;
begin
    if f.id is null then
        return 'STALE';
    end if;
    update contact set removed_at = regain.now(), version = version + 1
    where id = p_id and account_id = f.account_id and removed_at is null
    returning method_of(kind) into gone;
    if gone is null then
        update authenticator set removed_at = regain.now()
        where id = p_id and account_id = f.account_id and removed_at is null
        returning kind, confirmed_at is not null into gone, second_factor;
        if gone is null then
            return 'NONE';
        end if;
    end if;
    if not exists (select from contact where account_id = f.account_id and kind = 'EMAIL' and removed_at is null
                   and confirmed_at is not null and serves_from <= regain.now() and set_aside_at is null)
        or available_classes(f.account_id) < required_classes(f.account_id) then
        raise exception 'LAST' using errcode = 'RG001';
    end if;
    if not has_second_factor(f.account_id)
        and not (select alone from password where account_id = f.account_id order by version desc limit 1) then
        raise exception 'PASSWORD_SHORT' using errcode = 'RG001';
    end if;
    -- Never by taking away something else, long after the last second factor went without two proofs.
    if second_factor then
        perform ask_two_no_longer(f);
    end if;
    perform note_event('METHOD_REMOVED', f.account_id, f.id, p_source, p_browser, gone);
    return 'DONE';
exception when sqlstate 'RG001' then
    return sqlerrm;
end $$;

-- "Not now", when a method that was not used for long is to be tried. False: it was put off three times already.
create or replace function put_off_check(p_account uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update account set checks_put_off = checks_put_off + 1 where id = p_account and checks_put_off < checks_put_off();
    return found;
end $$;

-- Why a sign-in may have failed, for who has proven one thing in this flow: the account's state, its lock, and how many
-- wrong passwords came from networks that never signed in to it. No row before a first proof.
create or replace function what_happened(p_flow uuid)
    returns table (state text, compromised boolean, failures integer, locked_until timestamptz, since timestamptz, elsewhere integer)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.state, a.password_compromised_at is not null,
           coalesce((select max(g.failures) from sign_in_guard g where g.account_id = a.id), 0),
           (select max(g.locked_until) from sign_in_guard g where g.account_id = a.id and g.locked_until > regain.now()),
           r.since, r.elsewhere
    from flow f
             join account a on a.id = f.account_id
             cross join lateral (
                 select min(e.at) as since,
                        (count(*) filter (where not exists (select from audit_event s where s.account_id = a.id
                                          and s.kind = 'SIGNED_IN' and s.source = e.source)))::integer as elsewhere
                 from audit_event e
                 where e.account_id = a.id and e.kind = 'SIGN_IN_REFUSED' and e.at > regain.now() - interval '7 days'
                   and e.at > coalesce((select max(s.at) from audit_event s where s.account_id = a.id and s.kind = 'SIGNED_IN'),
                                       '-infinity')) r
    where f.id = p_flow and exists (select from valid_proofs(f.id) v where v.class <> 'PASSWORD')
$$;
