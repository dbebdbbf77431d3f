-- The only ways a password is written or a lock cleared. Each derives the entitlement anew from proof rows, uses each
-- proof once, and is called inside one transaction that also tells every address and appends the audit event.

-- The open flow of this browser, locked; null when there is none. Its account is locked before it: whatever locks both
-- takes them in this order, so no two endings wait for each other. "No key update" lets rows that merely refer to the
-- account, such as a proof, be written meanwhile by who holds a flow.
create function lock_flow(p_flow uuid, p_key_hash bytea, p_purpose text) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
begin
    perform 1 from account where id = (select account_id from flow where id = p_flow) for no key update;
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and purpose = p_purpose
      and ended_at is null and completed_at is null and expires_at > regain.now()
    for update;
    return f;
end $$;

-- Forgets the wrong passwords of an account, its rows taken in the order in which a sign-in takes them.
create function clear_lock(p_account uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from sign_in_guard where account_id = p_account order by subject for update;
    delete from sign_in_guard where account_id = p_account;
end $$;

-- Ends everything that the old credential opened: sessions, known browsers, other flows. Returns the sessions ended.
create function end_what_was_open(p_account uuid, p_but_flow uuid, p_but_session text) returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    sessions integer;
begin
    update account set auth_epoch = auth_epoch + 1 where id = p_account;
    delete from spring_session where principal_name = p_account::text and session_id is distinct from p_but_session;
    get diagnostics sessions = row_count;
    delete from known_device where account_id = p_account;
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where account_id = p_account and id is distinct from p_but_flow and ended_at is null and completed_at is null;
    return sessions;
end $$;

-- Whether `p_seen` is what only the right password and the pepper give: what is stored is its SHA-256, so that reading the row
-- is not enough to say so, and whoever says so was let see the password itself.
create function password_seen(p_account uuid, p_version integer, p_seen bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce((select w.version = p_version and split_part(w.phc, '$', 6) = rtrim(encode(sha256(p_seen), 'base64'), '=')
                     from password w where w.account_id = p_account order by w.version desc limit 1), false)
$$;

-- `p_alone`: long enough to be the only key. A shorter one is only for who has a second factor (NIST § 3.1.1.2). A hash that
-- stands anywhere already is no new password, whoever brings it.
create function write_password(p_flow flow, p_phc text, p_alone boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if not (p_alone or has_second_factor(p_flow.account_id)) then
        raise exception 'A short password needs a second factor' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from password where phc = p_phc) then
        raise exception 'That hash is a password already' using errcode = 'insufficient_privilege';
    end if;
    insert into proof_use (proof_id, flow_id) select id, flow_id from valid_proofs(p_flow.id);
    insert into password (account_id, version, phc, flow_id, alone)
    select p_flow.account_id, coalesce(max(version), 0) + 1, p_phc, p_flow.id, p_alone
    from password where account_id = p_flow.account_id;
end $$;

create function keep_saved_codes(p_account uuid, p_macs bytea[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into saved_code (id, account_id, mac) select gen_random_uuid(), p_account, m from unnest(p_macs) m
$$;

-- A new password for who proved to be the account's holder. Returns DONE, GONE, SUSPENDED or NOT_PROVEN.
-- `p_saved_macs` replaces the saved codes this flow used up, one for one.
create function finish_reset(p_flow uuid, p_key_hash bytea, p_phc text, p_alone boolean, p_saved_macs bytea[])
    returns table (result text, sessions integer)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'RECOVERY');
    a account;
    n integer;
begin
    if f.id is null or f.account_id is null then
        return query select 'GONE', 0;
        return;
    end if;
    select * into a from account where id = f.account_id for no key update;
    if a.state <> 'ACTIVE' then
        return query select 'SUSPENDED', 0;
        return;
    end if;
    -- Who resets does without the old password, so having typed it is none of the classes.
    if proven_classes(f.id) < required_classes(a.id)
        or (select count(*) from valid_proofs(f.id) where class = 'SAVED') <> coalesce(cardinality(p_saved_macs), 0) then
        return query select 'NOT_PROVEN', 0;
        return;
    end if;

    perform keep_saved_codes(a.id, p_saved_macs);
    perform write_password(f, p_phc, p_alone);
    n := end_what_was_open(a.id, f.id, null);
    perform clear_lock(a.id);
    update account set password_compromised_at = null, frozen_at = null where id = a.id;
    update flow set completed_at = regain.now(), outcome = 'RESET', sessions_ended = n, step = step + 1 where id = f.id;
    perform note_event('PASSWORD_RESET', a.id, f.id, f.source, f.browser, null);
    return query select 'DONE', n;
end $$;

-- Counts one try at the existing password before it is verified; false when this flow has had its five.
create function count_password_try(p_flow uuid, p_key_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
begin
    update flow set password_tries = password_tries + 1, step = step + 1
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null
      and expires_at > regain.now() and password_tries < 5
      and exists (select from valid_proofs(p_flow))
    returning * into f;
    if f.password_tries >= 5 then
        perform note_closing(f.account_id, 'EXISTING_PASSWORD', 'GUESSING');
    end if;
    return f.id is not null;
end $$;

-- A try that was counted and not judged, because too many passwords were being hashed: it was no wrong answer.
create function give_password_try_back(p_flow uuid, p_key_hash bytea) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update flow set password_tries = password_tries - 1
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null and password_tries > 0
$$;

-- Clears the lock made by failed attempts for who proved one thing and typed the existing password (a bound
-- authenticator: NIST § 4.2.2.2). Nothing else changes. `p_seen`: see `password_seen`. Returns DONE, GONE, SUSPENDED,
-- COMPROMISED or NOT_PROVEN.
create function finish_unlock(p_flow uuid, p_key_hash bytea, p_version integer, p_seen bytea, p_saved_macs bytea[]) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'RECOVERY');
    a account;
begin
    if f.id is null or f.account_id is null then
        return 'GONE';
    end if;
    select * into a from account where id = f.account_id for no key update;
    if a.state <> 'ACTIVE' then
        return 'SUSPENDED';
    end if;
    if a.password_compromised_at is not null then
        return 'COMPROMISED';
    end if;
    if f.password_tries < 1
        or not password_seen(a.id, p_version, p_seen)
        or not exists (select from valid_proofs(f.id) where class <> 'PASSWORD' and serves_from <= regain.now())
        or (select count(*) from valid_proofs(f.id) where class = 'SAVED') <> coalesce(cardinality(p_saved_macs), 0) then
        return 'NOT_PROVEN';
    end if;

    perform keep_saved_codes(a.id, p_saved_macs);
    insert into proof (flow_id, account_id, class, password_version) values (f.id, a.id, 'PASSWORD', p_version);
    insert into proof_use (proof_id, flow_id) select id, flow_id from valid_proofs(f.id);
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where account_id = a.id and id <> f.id and ended_at is null and completed_at is null;
    perform clear_lock(a.id);
    update account set frozen_at = null where id = a.id;
    update flow set completed_at = regain.now(), outcome = 'UNLOCKED', sessions_ended = 0, step = step + 1 where id = f.id;
    perform note_event('ACCOUNT_UNLOCKED', a.id, f.id, f.source, f.browser, null);
    return 'DONE';
end $$;

-- Binds a claim link to the flow of the browser that opened it. Returns the account, or null for a dead link and for what
-- is not a claim just opened.
create function use_claim_link(p_token_hash bytea, p_flow uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_account uuid;
    v_before  uuid;
begin
    select l.account_id, l.flow_id into v_account, v_before
    from claim_link l join account a on a.id = l.account_id
    where l.token_hash = p_token_hash and l.expires_at > regain.now() and a.state = 'UNCLAIMED'
    for update of l;
    if not found then
        return null;
    end if;
    update flow set account_id = v_account
    where id = p_flow and purpose = 'CLAIM' and account_id is null and ended_at is null;
    if not found then
        return null;
    end if;
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where id = v_before and ended_at is null and completed_at is null;
    update claim_link set flow_id = p_flow where token_hash = p_token_hash;
    return v_account;
end $$;

-- The first password of an account, by who has both the claim link and the mailbox. Returns DONE, GONE or NOT_PROVEN.
create function finish_claim(p_flow uuid, p_key_hash bytea, p_phc text, p_alone boolean, p_saved_macs bytea[]) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'CLAIM');
    a account;
begin
    if f.id is null then
        return 'GONE';
    end if;
    select * into a from account where id = f.account_id for no key update;
    if not found or a.state <> 'UNCLAIMED'
        or not exists (select from claim_link where flow_id = f.id and account_id = a.id and expires_at > regain.now()) then
        return 'GONE';
    end if;
    if not exists (select from valid_proofs(f.id) where class = 'ISSUED') then
        return 'NOT_PROVEN';
    end if;

    update contact set confirmed_at = regain.now()
    where id in (select contact_id from valid_proofs(f.id)) and confirmed_at is null;
    perform write_password(f, p_phc, p_alone);
    perform keep_saved_codes(a.id, p_saved_macs);
    update account set state = 'ACTIVE', claimed_at = regain.now() where id = a.id;
    -- What was sent on the way was asked for by who holds the mailbox, and takes nothing from their share. In the order in
    -- which the two are taken.
    delete from limit_count where name = 'MESSAGES_SOON' and subject = uuid_send(a.id);
    delete from limit_count where name = 'MESSAGES_A_DAY' and subject = uuid_send(a.id);
    update flow set completed_at = regain.now(), outcome = 'CLAIMED', auth_epoch = a.auth_epoch, step = step + 1 where id = f.id;
    perform note_shortfall(a.id);
    return 'DONE';
end $$;

-- Gives a try at the current password back: it was right, or not judged. Only wrong answers count.
create function current_password_not_wrong(p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update limit_count set times = times[:cardinality(times) - 1]
    where name = 'CURRENT_PASSWORD_TRIES' and subject = uuid_send(p_account);
    delete from limit_count where name = 'CURRENT_PASSWORD_TRIES' and subject = uuid_send(p_account) and times = '{}'
$$;

-- A new password for who is signed in and has just typed the old one. Whose it is, the sign-in says, by a proof as fresh as
-- their organisation asks; that the old one was typed, `p_seen` (see `password_seen`). `p_flow` names the change. Returns DONE
-- with the sessions ended, NOT_PROVEN (sign in again first) or GONE (held, or another password meanwhile).
create function change_password(p_sign_in uuid, p_sign_in_key_hash bytea, p_flow uuid, p_key_hash bytea, p_name_mac bytea,
                                p_version integer, p_seen bytea, p_phc text, p_alone boolean, p_keep_session text,
                                p_source text, p_browser text)
    returns table (result text, sessions integer)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    s flow := fresh_sign_in(p_sign_in, p_sign_in_key_hash);
    f flow;
    n integer;
begin
    if s.id is null then
        return query select case (session_standing(p_sign_in, p_sign_in_key_hash)).standing when 'HELD' then 'GONE' else 'NOT_PROVEN' end, 0;
        return;
    end if;
    if not password_seen(s.account_id, p_version, p_seen) then
        return query select 'GONE', 0;
        return;
    end if;
    insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
    select p_flow, 'CHANGE', p_key_hash, a.id, p_name_mac, a.language, p_source, p_browser, regain.now() + interval '1 minute'
    from account a where a.id = s.account_id
    returning * into f;
    insert into proof (flow_id, account_id, class, password_version) values (f.id, f.account_id, 'PASSWORD', p_version);
    perform write_password(f, p_phc, p_alone);
    n := end_what_was_open(f.account_id, f.id, p_keep_session);
    update flow set completed_at = regain.now(), outcome = 'CHANGED', sessions_ended = n where id = f.id;
    perform note_event('PASSWORD_CHANGED', f.account_id, f.id, p_source, p_browser, null);
    return query select 'DONE', n;
end $$;

-- What a hash cost to make: KiB of memory, and passes over it. Null for what is no hash of Regain.
create function cost_of(p_phc text) returns integer[]
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select regexp_match(p_phc,
        '^\$argon2id\$v=19\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=1,keyid=[0-9]{1,10}\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$')::integer[]
$$;

-- The same password under newer parameters: dearer ones, or another pepper key. That it is the same password, only who
-- has the pepper can tell; that it was seen, `p_seen` says (see `password_seen`).
create function rehash_password(p_account uuid, p_version integer, p_seen bytea, p_new_phc text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update password set phc = p_new_phc
    where account_id = p_account and version = p_version and password_seen(p_account, p_version, p_seen)
      and not exists (select from password w where w.phc = p_new_phc)
      and split_part(phc, '$', 4) <> split_part(p_new_phc, '$', 4)
      and (cost_of(p_new_phc))[1] >= (cost_of(phc))[1] and (cost_of(p_new_phc))[2] >= (cost_of(phc))[2];
    return found;
end $$;

-- "This wasn't me". Lowers access only: flows end, credentials freeze, methods still in quarantine go; where the password itself was changed, it is
-- held to be in wrong hands and every session ends. Returns the account, or null for a dead link.
create function repudiate(p_token_hash bytea) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l repudiation_link;
begin
    update repudiation_link set used_at = regain.now()
    where token_hash = p_token_hash and used_at is null and expires_at > regain.now()
    returning * into l;
    if not found then
        return null;
    end if;
    update account
    set frozen_at = regain.now(),
        password_compromised_at = case when l.kind in ('PASSWORD_RESET', 'PASSWORD_CHANGED', 'ACCOUNT_UNLOCKED',
                                                       'METHOD_ADDED', 'METHOD_REMOVED', 'SAVED_CODES_RENEWED',
                                                       'SECOND_FACTOR_WRONG')
                                       then regain.now() else password_compromised_at end
    where id = l.account_id;
    -- Whatever was added of late was perhaps added by whoever it was; the older ones stay.
    update contact set removed_at = regain.now(), version = version + 1
    where account_id = l.account_id and removed_at is null and (serves_from > regain.now() or confirmed_at is null);
    update authenticator set removed_at = regain.now()
    where account_id = l.account_id and removed_at is null and (serves_from > regain.now() or confirmed_at is null);
    update saved_code set retired_at = regain.now()
    where account_id = l.account_id and used_at is null and retired_at is null and serves_from > regain.now();
    perform end_what_was_open(l.account_id, null, null);
    return l.account_id;
end $$;
