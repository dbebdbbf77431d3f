-- Signing in: a try is counted before it is looked at, and what a right one leads to.

-- Takes one try under a subject before the password is looked at. Returns until when it is locked, null when the try
-- is allowed. The tenth try in a row sets the lock at once, so that parallel tries find it: 60 s, doubling to an hour;
-- after a hundred the password is refused until its owner recovers the account (NIST § 3.2.2).
create or replace function take_sign_in_try(p_subject bytea, p_account uuid) returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    insert into sign_in_guard as s (subject, account_id, failures)
    values (p_subject, p_account, 1)
    on conflict (subject) do update
        set failures       = s.failures + 1,
            account_id     = p_account,
            last_failed_at = regain.now(),
            locked_until   = case when s.failures + 1 >= wrong_in_a_row() then 'infinity'::timestamptz
                                  when s.failures + 1 >= wrong_passwords()
                                      then regain.now() + least(interval '60 seconds' * 2 ^ least(s.failures + 1 - wrong_passwords(), 10), interval '1 hour') end
        where s.locked_until is null or s.locked_until <= regain.now();
    if found then
        return null;
    end if;
    return (select locked_until from sign_in_guard where subject = p_subject);
end $$;

-- What the two counters of a sign-in sit on. The shown one follows the name as typed, so that it tells a stranger
-- nothing; the quiet one follows the account under all its names. A known browser is counted apart.
create or replace function sign_in_subject(p_quiet boolean, p_name_mac bytea, p_account uuid, p_device_hash bytea) returns bytea
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select sha256(case when p_quiet then '\x02'::bytea || coalesce(uuid_send(p_account), p_name_mac)
                       else '\x01'::bytea || p_name_mac end || coalesce(p_device_hash, ''))
$$;

-- Notes who falls short of what their account requires, so that they are told at sign-in; forgets who no longer does.
create or replace function note_shortfall(p_account uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if two_asked(p_account) and available_classes(p_account) < 2 then
        insert into shortfall (account_id) values (p_account) on conflict do nothing;
    else
        delete from shortfall where account_id = p_account;
    end if;
end $$;

-- A sign-in has brought all that the account asks for, and is written down: nobody who can bring one about can leave the line out.
-- The flow stays as the record of when that was, and by which proofs.
create or replace function complete_sign_in(p_flow uuid, p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update flow set completed_at = regain.now(), outcome = 'SIGNED_IN', step = step + 1,
                    auth_epoch = (select auth_epoch from account where id = p_account)
    where id = p_flow;
    select note_event('SIGNED_IN', p_account, id, source, browser, null) from flow where id = p_flow;
    select note_shortfall(p_account);
$$;

-- Whether the password alone does not sign in, nor is enough for a session that rests on it. It is where every authenticator was set aside
-- and no saved code is left: there the account stands as the reset found it, before whoever it was added one. A short password is never
-- alone. What was added in the sign-in `p_but` was not asked for in it; null where none is meant.
create or replace function sign_in_asks_more(p_account uuid, p_but uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(bool_or(true), false)
       and (bool_or(x.set_aside_at is null)
            or exists (select from saved_code where account_id = p_account and used_at is null and retired_at is null
                       and set_aside_at is null)
            or not (select alone from password where account_id = p_account order by version desc limit 1))
    from authenticator x
    where x.account_id = p_account and x.confirmed_at is not null and x.removed_at is null
      and (p_but is null or x.added_in is distinct from p_but)
$$;

create or replace function asks_second_factor(p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select sign_in_asks_more(p_account, null)
$$;

-- Second half, right password: the counters of this way in start anew, and a sign-in is open with the password proven.
-- `p_seen` shows that it was right: see `password_seen`. Returns DONE, MORE (a second factor is asked for) or STALE: the password or epoch has changed since the first half, so
-- a reset that came between wins.
create or replace function sign_in_right(p_account uuid, p_version integer, p_seen bytea, p_auth_epoch integer, p_name_mac bytea, p_device_hash bytea,
                              p_flow uuid, p_key_hash bytea, p_language text, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account
    where id = p_account and auth_epoch = p_auth_epoch and state = 'ACTIVE' and password_compromised_at is null for share;
    if not found or not password_seen(p_account, p_version, p_seen) then
        return 'STALE';
    end if;
    perform hold_counters(sign_in_subject(false, p_name_mac, p_account, p_device_hash),
                          sign_in_subject(true, p_name_mac, p_account, p_device_hash));
    delete from sign_in_guard
    where subject in (sign_in_subject(false, p_name_mac, p_account, p_device_hash),
                      sign_in_subject(true, p_name_mac, p_account, p_device_hash));
    update known_device set last_used_at = regain.now() where token_hash = p_device_hash and account_id = p_account;
    insert into flow (id, purpose, key_hash, account_id, name_mac, device_hash, language, source, browser, expires_at)
    values (p_flow, 'SIGN_IN', p_key_hash, p_account, p_name_mac, p_device_hash, p_language, p_source, p_browser,
            regain.now() + flow_life());
    insert into proof (flow_id, account_id, class, password_version) values (p_flow, p_account, 'PASSWORD', p_version);
    if asks_second_factor(p_account) then
        return 'MORE';
    end if;
    perform complete_sign_in(p_flow, p_account);
    return 'DONE';
end $$;

-- The end of a sign-in that took a second factor: the password and one thing more, never something that was sent.
-- Returns DONE with who it is, or GONE or NOT_PROVEN. `p_saved_macs` replaces the saved codes this flow used up.
create or replace function finish_sign_in(p_flow uuid, p_key_hash bytea, p_saved_macs bytea[])
    returns table (result text, account_id uuid, auth_epoch integer, language text, known_browser boolean)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'SIGN_IN');
    a account;
begin
    select * into a from account x where x.id = f.account_id for no key update;
    if a.id is null or a.state <> 'ACTIVE' or a.password_compromised_at is not null then
        return query select 'GONE', null::uuid, 0, '', false;
        return;
    end if;
    if not exists (select from valid_proofs(f.id) v where v.class = 'PASSWORD')
        or not exists (select from valid_proofs(f.id) v where v.class = any (second_classes()))
        or (select count(*) from valid_proofs(f.id) v where v.class = 'SAVED') <> coalesce(cardinality(p_saved_macs), 0) then
        return query select 'NOT_PROVEN', null::uuid, 0, '', false;
        return;
    end if;
    perform replace_saved_codes(f.id, p_saved_macs);
    perform complete_sign_in(f.id, a.id);
    return query select 'DONE', a.id, a.auth_epoch, a.language, f.device_hash is not null;
end $$;

-- A second factor was answered wrongly, though the password was right. True when its owner is to be told (ASVS 6.3.5): with
-- the fifth wrong answer within a day, in whichever sign-ins and by whichever methods, and once a day at most.
create or replace function note_wrong_factor(p_flow uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    g factor_guard;
    tell boolean;
begin
    insert into factor_guard (account_id) select account_id from flow where id = p_flow and purpose = 'SIGN_IN'
    on conflict do nothing;
    select * into g from factor_guard
    where account_id = (select account_id from flow where id = p_flow and purpose = 'SIGN_IN') for update;
    if not found then
        return false;
    end if;
    g.recent := array(select t from unnest(g.recent) t where t > regain.now() - interval '1 day') || regain.now();
    tell := cardinality(g.recent) >= 5 and coalesce(g.told_at <= regain.now() - interval '1 day', true);
    update factor_guard
    set recent = g.recent[greatest(cardinality(g.recent) - 4, 1):], told_at = case when tell then regain.now() else told_at end
    where account_id = g.account_id;
    return tell;
end $$;

-- A sign-in by a passkey alone, which verifies its user: two factors in one. The signature was checked by the caller; the
-- challenge serves once. Returns DONE with who it is, or WRONG, SUSPENDED,
-- COMPROMISED or SET_ASIDE.
create or replace function sign_in_by_passkey(p_challenge_hash bytea, p_challenge_expires timestamptz, p_authenticator uuid,
                                   p_sign_count bigint, p_backed_up boolean, p_name_mac bytea, p_device_hash bytea, p_flow uuid,
                                   p_key_hash bytea, p_source text, p_browser text)
    returns table (result text, account_id uuid, auth_epoch integer, language text, known_browser boolean)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    k authenticator;
    a account;
    v_device bytea;
begin
    insert into used_challenge (hash, expires_at) values (p_challenge_hash, p_challenge_expires) on conflict do nothing;
    if not found then
        return query select 'WRONG', null::uuid, 0, '', false;
        return;
    end if;
    select * into k from authenticator x
    where x.id = p_authenticator and x.kind = 'PASSKEY' and x.confirmed_at is not null and x.removed_at is null;
    select * into a from account x where x.id = k.account_id for no key update;
    if a.id is null or not use_step(k, p_sign_count, p_backed_up) then
        return query select 'WRONG', null::uuid, 0, '', false;
        return;
    end if;
    if a.state <> 'ACTIVE' then
        return query select 'SUSPENDED', null::uuid, 0, '', false;
        return;
    end if;
    if a.password_compromised_at is not null then
        return query select 'COMPROMISED', null::uuid, 0, '', false;
        return;
    end if;
    if k.set_aside_at is not null then
        return query select 'SET_ASIDE', null::uuid, 0, '', false;
        return;
    end if;
    select d.token_hash into v_device from known_device d where d.token_hash = p_device_hash and d.account_id = a.id;
    insert into flow (id, purpose, key_hash, account_id, name_mac, device_hash, language, source, browser, expires_at)
    values (p_flow, 'SIGN_IN', p_key_hash, a.id, p_name_mac, v_device, a.language, p_source, p_browser,
            regain.now() + flow_life());
    insert into proof (flow_id, account_id, class, method, authenticator_id, authenticator_key, serves_from)
    values (p_flow, a.id, 'PASSKEY', 'PASSKEY', k.id, key_of(k.id), k.serves_from);
    update authenticator x set last_used_at = regain.now() where x.id = k.id;
    perform complete_sign_in(p_flow, a.id);
    return query select 'DONE', a.id, a.auth_epoch, a.language, v_device is not null;
end $$;

-- Keeps a wrong password's MAC under one counter, or gives the try back when it is the same mistake again.
-- True when the counter has reached its lock and its owner has not been told yet.
create or replace function note_wrong_password(p_subject bytea, p_wrong bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    g sign_in_guard;
begin
    select * into g from sign_in_guard where subject = p_subject for update;
    if not found then
        return false;
    end if;
    if p_wrong = any (g.wrong_macs) then
        update sign_in_guard set failures = failures - 1, locked_until = null where subject = p_subject;
        return false;
    end if;
    update sign_in_guard
    set wrong_macs = wrong_macs[greatest(cardinality(wrong_macs) - 3, 1):] || p_wrong, told = g.told or failures >= wrong_passwords()
    where subject = p_subject;
    if g.failures >= wrong_in_a_row() then
        perform note_closing(g.account_id, 'PASSWORD_CLOSED', 'METHOD_CLOSED');
    end if;
    return g.failures >= wrong_passwords() and not g.told;
end $$;

-- Second half, wrong password. True when the account (or this known browser of it) has just become locked. For no account
-- the name stands in, so that nobody's lock costs what somebody's does.
create or replace function sign_in_wrong(p_account uuid, p_name_mac bytea, p_device_hash bytea, p_wrong bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    shown boolean;
    quiet boolean;
begin
    perform hold_counters(sign_in_subject(false, p_name_mac, p_account, p_device_hash),
                          sign_in_subject(true, p_name_mac, p_account, p_device_hash));
    shown := note_wrong_password(sign_in_subject(false, p_name_mac, p_account, p_device_hash), p_wrong);
    quiet := note_wrong_password(sign_in_subject(true, p_name_mac, p_account, p_device_hash), p_wrong);
    return quiet or (p_account is null and shown);
end $$;

-- Second half, password not looked at, or right and of no use: the try is given back, by each counter that took one. A counter
-- that was locked took none; giving it one back would let a crowd count a lock down. What the try itself had closed for good is
-- locked like one before it.
create or replace function sign_in_not_judged(p_account uuid, p_name_mac bytea, p_device_hash bytea, p_quiet_took boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    shown bytea := sign_in_subject(false, p_name_mac, p_account, p_device_hash);
    quiet bytea := case when p_quiet_took then sign_in_subject(true, p_name_mac, p_account, p_device_hash) end;
begin
    perform hold_counters(shown, quiet);
    update sign_in_guard
    set failures = greatest(failures - 1, 0),
        locked_until = case when failures > wrong_passwords() then least(locked_until, last_failed_at + interval '1 hour') end
    where subject in (shown, quiet);
end $$;

-- A counter that does not exist yet can't be locked: two tries that met while a third forgot their counters wrote them in
-- different orders and waited for each other. Holds both counters of a sign-in, those too that do not exist yet, always in the same order: against other tries by the lock
-- of each subject, and against who forgets counters by their rows. Whoever writes two of them comes through here first.
create or replace function hold_counters(p_one bytea, p_other bytea) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform pg_advisory_xact_lock(k)
    from (select distinct hashtextextended(encode(s, 'hex'), 0) as k from unnest(array [p_one, p_other]) s order by 1) held;
    perform 1 from sign_in_guard where subject in (p_one, p_other) order by subject for update;
end $$;

-- Forgets the wrong passwords of an account, its rows taken in the order in which a sign-in takes them, and none besides: what
-- was written since is held by who waits for these.
create or replace function clear_lock(p_account uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    held bytea[] := array(select subject from sign_in_guard where account_id = p_account order by subject for update);
begin
    delete from sign_in_guard where subject = any (held);
end $$;
