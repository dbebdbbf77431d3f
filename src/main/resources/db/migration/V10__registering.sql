-- A signed-in person registers, confirms and removes ways to prove who they are. Each change takes a sign-in of their own
-- that is at most ten minutes old (ASVS 7.5.1), and nobody else's account is within reach: whose it is, the sign-in says.

-- Whether a second factor was added elsewhere since this sign-in, which took none: a sign-in takes more by now, and so does a
-- change (NIST § 4.1.2.1). Otherwise whoever has learned a password could take away the second factor added against them.
create function outgrown(p_flow uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from flow f join authenticator a on a.account_id = f.account_id
                   where f.id = p_flow and a.confirmed_at > f.completed_at and a.removed_at is null
                     and a.added_in is distinct from f.id)
        and not exists (select from proof where flow_id = p_flow and class in ('TOTP', 'PASSKEY', 'SAVED'))
$$;

-- The sign-in (or claim) that this browser has just completed; null when it is older than ten minutes, of another epoch,
-- outgrown, or its account may not change now. Locks the account, so that two changes come one after the other.
create function fresh_sign_in(p_flow uuid, p_key_hash bytea) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
    a account;
begin
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and outcome in ('SIGNED_IN', 'CLAIMED')
      and completed_at > regain.now() - interval '10 minutes';
    select * into a from account where id = f.account_id for no key update;
    if a.id is null or a.state <> 'ACTIVE' or a.auth_epoch <> f.auth_epoch or a.frozen_at is not null
        or a.password_compromised_at is not null or outgrown(f.id) then
        return null;
    end if;
    return f;
end $$;

-- From when a method that is added now serves a recovery by itself: after 72 hours, in which older addresses can object;
-- at once for those added while claiming.
create function served_from(p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select regain.now() + case when claimed_at > regain.now() - interval '1 hour' then interval '0' else interval '72 hours' end
    from account where id = p_account
$$;

-- An address or number, still to be confirmed. Returns ADDED, STALE (sign in again first), ALREADY or TOO_MANY.
create function add_contact(p_flow uuid, p_key_hash bytea, p_id uuid, p_kind text, p_address text) returns text
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

-- The end of trying a method in one's own session: an address not confirmed yet becomes so. Returns CONFIRMED (new),
-- TRIED (it was registered before), NOT_PROVEN or GONE.
create function finish_register(p_flow uuid, p_key_hash bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'REGISTER');
    p proof;
begin
    if f.id is null then
        return 'GONE';
    end if;
    select * into p from valid_proofs(f.id) limit 1;
    if p.id is null then
        return 'NOT_PROVEN';
    end if;
    insert into proof_use (proof_id, flow_id) values (p.id, f.id);
    update flow set completed_at = regain.now(), outcome = 'REGISTERED', step = step + 1 where id = f.id;
    update account set checks_put_off = 0 where id = f.account_id;
    update contact set confirmed_at = regain.now(), serves_from = served_from(f.account_id)
    where id = p.contact_id and confirmed_at is null and removed_at is null;
    return case when found then 'CONFIRMED' else 'TRIED' end;
end $$;

-- An authenticator app whose first code is still to be typed. Returns ADDED, STALE or TOO_MANY.
create function add_totp(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_sealed bytea) returns text
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
create function confirm_totp(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_step bigint) returns text
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
    update totp set last_step = p_step where authenticator_id = p_id;
    perform open_method(f.account_id, 'TOTP');
    return 'CONFIRMED';
end $$;

-- A passkey that was just made. Returns CONFIRMED, STALE, ALREADY or TOO_MANY.
create function add_passkey(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text, p_credential bytea, p_public_key bytea,
                            p_sign_count bigint, p_backup_eligible boolean, p_backed_up boolean, p_transports text[])
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
    return 'CONFIRMED';
end $$;

-- New saved codes in the place of all older ones. False: sign in again first.
create function renew_saved_codes(p_flow uuid, p_key_hash bytea, p_macs bytea[]) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return false;
    end if;
    update saved_code set retired_at = regain.now() where account_id = f.account_id and used_at is null and retired_at is null;
    insert into saved_code (id, account_id, mac, serves_from)
    select gen_random_uuid(), f.account_id, m, served_from(f.account_id) from unnest(p_macs) m;
    return true;
end $$;

-- Returns DONE, STALE or NONE (no such method of theirs).
create function rename_method(p_flow uuid, p_key_hash bytea, p_id uuid, p_name text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return 'STALE';
    end if;
    update authenticator set name = p_name where id = p_id and account_id = f.account_id and removed_at is null;
    return case when found then 'DONE' else 'NONE' end;
end $$;

-- Takes a method away. Returns DONE, STALE, NONE, LAST (nobody could get back in without it) or PASSWORD_SHORT (the
-- password is too short to be the only key). What would fall short is undone whole.
create function remove_method(p_flow uuid, p_key_hash bytea, p_id uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := fresh_sign_in(p_flow, p_key_hash);
begin
    if f.id is null then
        return 'STALE';
    end if;
    update contact set removed_at = regain.now(), version = version + 1
    where id = p_id and account_id = f.account_id and removed_at is null;
    if not found then
        update authenticator set removed_at = regain.now()
        where id = p_id and account_id = f.account_id and removed_at is null;
        if not found then
            return 'NONE';
        end if;
    end if;
    if not exists (select from contact where account_id = f.account_id and kind = 'EMAIL' and removed_at is null
                   and confirmed_at is not null and serves_from <= regain.now())
        or available_classes(f.account_id) < (case when two_asked(f.account_id) then 2 else 1 end) then
        raise exception 'LAST' using errcode = 'RG001';
    end if;
    if not has_second_factor(f.account_id)
        and not (select alone from password where account_id = f.account_id order by version desc limit 1) then
        raise exception 'PASSWORD_SHORT' using errcode = 'RG001';
    end if;
    return 'DONE';
exception when sqlstate 'RG001' then
    return sqlerrm;
end $$;

-- "Not now", when a method that was not used for long is to be tried. False: it was put off three times already.
create function put_off_check(p_account uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update account set checks_put_off = checks_put_off + 1 where id = p_account and checks_put_off < 3;
    return found;
end $$;

-- Why a sign-in may have failed, for who has proven one thing in this flow: the account's state, its lock, and how many
-- wrong passwords came from networks that never signed in to it. No row before a first proof.
create function what_happened(p_flow uuid)
    returns table (state text, compromised boolean, failures integer, locked_until timestamptz, since timestamptz, elsewhere integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
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
