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

-- The first ones of an account.
create function keep_saved_codes(p_account uuid, p_macs bytea[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into saved_code (id, account_id, mac) select gen_random_uuid(), p_account, m from unnest(p_macs) m
$$;

-- New ones in the place of those that this flow has used up, one for one. Each is what the used one was, as old, in quarantine as
-- long and set aside as that was: a code that was made in a stolen session would otherwise come out of all this by being used.
create function replace_saved_codes(p_flow uuid, p_macs bytea[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into saved_code (id, account_id, mac, created_at, serves_from, set_aside_at)
    select gen_random_uuid(), used.account_id, m.mac, coalesce(c.created_at, regain.now()), coalesce(c.serves_from, used.serves_from),
           c.set_aside_at
    from (select v.*, row_number() over (order by v.proven_at, v.id) as n from valid_proofs(p_flow) v where v.class = 'SAVED') used
             join unnest(p_macs) with ordinality m (mac, n) on m.n = used.n
             left join saved_code c on c.id = used.saved_code_id
$$;

-- What somebody has to prove who they are, confirmed or not: each address, number and authenticator, and each saved code.
create function live_methods(p_account uuid)
    returns table (way text, id uuid, name text, added_at timestamptz, confirmed boolean, serves_from timestamptz, set_aside_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case k.kind when 'PHONE' then 'SMS' else 'EMAIL' end, k.id, k.address, coalesce(k.confirmed_at, k.created_at),
           k.confirmed_at is not null, k.serves_from, k.set_aside_at
    from contact k where k.account_id = p_account and k.removed_at is null
    union all
    select a.kind, a.id, a.name, coalesce(a.confirmed_at, a.created_at), a.confirmed_at is not null,
           coalesce(a.serves_from, 'infinity'), a.set_aside_at
    from authenticator a where a.account_id = p_account and a.removed_at is null
    union all
    select 'SAVED_CODE', c.id, '', c.created_at, true, c.serves_from, c.set_aside_at
    from saved_code c where c.account_id = p_account and c.used_at is null and c.retired_at is null
$$;

-- Takes methods away for good. Links that were mailed to an address which goes stay alive: it may be the owner's.
create function take_away(p_ids uuid[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update contact set removed_at = regain.now(), version = version + 1 where id = any (p_ids) and removed_at is null;
    update authenticator set removed_at = regain.now() where id = any (p_ids) and removed_at is null;
    update saved_code set retired_at = regain.now() where id = any (p_ids) and used_at is null and retired_at is null;
$$;

-- At a reset: sets aside each method of which nobody can tell who added it, until its owner has said so. Not what this very
-- flow was proven by, beside something older; nor what was added while claiming, which never was in quarantine.
create function set_aside(p_flow flow) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    used uuid[] := array(select unnest(array [contact_id, authenticator_id]) from valid_proofs(p_flow.id));
    codes boolean := exists (select from valid_proofs(p_flow.id) where class = 'SAVED');
    doubt uuid[] := array(
        select id from live_methods(p_flow.account_id)
        where confirmed and set_aside_at is null and serves_from > added_at
          and added_at > undisputed_until(p_flow.account_id) and id <> all (array_remove(used, null))
          and not (codes and way = 'SAVED_CODE'));
begin
    update contact set set_aside_at = regain.now() where id = any (doubt);
    update authenticator set set_aside_at = regain.now() where id = any (doubt);
    update saved_code set set_aside_at = regain.now() where id = any (doubt);
    perform keep_set_aside(used || case when codes then array(select id from live_methods(p_flow.account_id)
                                                             where way = 'SAVED_CODE') end);
end $$;

create function keep_set_aside(p_ids uuid[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update contact set set_aside_at = null where id = any (p_ids) and set_aside_at is not null;
    update authenticator set set_aside_at = null where id = any (p_ids) and set_aside_at is not null;
    update saved_code set set_aside_at = null where id = any (p_ids) and set_aside_at is not null;
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
    if proven_classes(f.id) < needed_classes(f.id)
        or (select count(*) from valid_proofs(f.id) where class = 'SAVED') <> coalesce(cardinality(p_saved_macs), 0) then
        return query select 'NOT_PROVEN', 0;
        return;
    end if;

    perform replace_saved_codes(f.id, p_saved_macs);
    perform set_aside(f);
    perform write_password(f, p_phc, p_alone);
    n := end_what_was_open(a.id, f.id, null);
    perform clear_lock(a.id);
    update account set password_compromised_at = null, frozen_at = null where id = a.id returning auth_epoch into a.auth_epoch;
    update flow set completed_at = regain.now(), outcome = 'RESET', auth_epoch = a.auth_epoch, sessions_ended = n, step = step + 1
    where id = f.id;
    perform note_event('PASSWORD_RESET', a.id, f.id, f.source, f.browser, null);
    return query select 'DONE', n;
end $$;

-- The reset that this browser completed a quarter of an hour ago at most, its account locked; null when anything that ends
-- what is open has happened since.
create function just_reset(p_flow uuid, p_key_hash bytea) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
    a account;
begin
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and purpose = 'RECOVERY' and outcome = 'RESET'
      and completed_at > regain.now() - interval '15 minutes';
    select * into a from account where id = f.account_id for no key update;
    if a.id is null or a.state <> 'ACTIVE' or a.auth_epoch <> f.auth_epoch or a.frozen_at is not null
        or a.password_compromised_at is not null then
        return null;
    end if;
    return f;
end $$;

-- What waits for its owner's word once this flow has reset the password. Saved codes are one thing: the id of any of them
-- stands for all.
create function set_aside_of(p_flow uuid)
    returns table (way text, id uuid, name text, many integer, added_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select m.way, min(m.id::text)::uuid, m.name, count(*)::integer, min(m.added_at)
    from flow f cross join lateral live_methods(f.account_id) m
    where f.id = p_flow and f.purpose = 'RECOVERY' and f.outcome = 'RESET' and m.set_aside_at is not null
    group by m.way, m.name, case when m.way <> 'SAVED_CODE' then m.id end
    order by min(m.added_at), min(m.id::text)
$$;

-- The methods of this account that were set aside and that an id stands for.
create function set_aside_by_id(p_account uuid, p_id uuid) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select array(select m.id from live_methods(p_account) m, live_methods(p_account) one
                 where one.id = p_id and m.set_aside_at is not null
                   and (m.id = p_id or m.way = 'SAVED_CODE' and one.way = 'SAVED_CODE'))
$$;

-- "It is mine": by a reset that took an older proof, one out of quarantine and not a text. Returns DONE, STALE, NONE or
-- NOT_PROVEN.
create function keep_method(p_flow uuid, p_key_hash bytea, p_id uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := just_reset(p_flow, p_key_hash);
    ids uuid[] := set_aside_by_id(f.account_id, p_id);
begin
    if f.id is null then
        return 'STALE';
    end if;
    if cardinality(ids) = 0 then
        return 'NONE';
    end if;
    if not exists (select from proof where flow_id = f.id and class <> 'PASSWORD' and method <> 'SMS'
                   and serves_from <= proven_at) then
        return 'NOT_PROVEN';
    end if;
    perform keep_set_aside(ids);
    perform note_event('METHOD_KEPT', f.account_id, f.id, f.source, f.browser, (select m.way from live_methods(f.account_id) m where m.id = p_id));
    return 'DONE';
end $$;

-- "It is not mine": gone for good. The last address stays, set aside, since somebody has to be told what happens. Returns DONE,
-- STALE, NONE or LAST.
create function drop_method(p_flow uuid, p_key_hash bytea, p_id uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := just_reset(p_flow, p_key_hash);
    ids uuid[] := set_aside_by_id(f.account_id, p_id);
begin
    if f.id is null then
        return 'STALE';
    end if;
    if cardinality(ids) = 0 then
        return 'NONE';
    end if;
    if not exists (select from live_methods(f.account_id) where way = 'EMAIL' and confirmed and id <> all (ids)) then
        return 'LAST';
    end if;
    perform note_event('METHOD_REMOVED', f.account_id, f.id, f.source, f.browser,
                       (select m.way from live_methods(f.account_id) m where m.id = p_id));
    perform take_away(ids);
    return 'DONE';
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

    perform replace_saved_codes(f.id, p_saved_macs);
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

-- THIS WASN'T ME. What a notice's link takes away is decided when the notice is written, so that it is the same whenever the
-- link is used: at once, or on its last day. The table of it is in docs/decisions/0023.

-- Notices of what only somebody could do who knew the password, had a session or had proven to be the owner.
create function tells_of_entry(p_kind text) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select p_kind in ('PASSWORD_RESET', 'PASSWORD_CHANGED', 'ACCOUNT_UNLOCKED', 'ACCOUNT_CLAIMED', 'METHOD_ADDED', 'METHOD_REMOVED',
                      'SAVED_CODES_RENEWED', 'SECOND_FACTOR_WRONG')
$$;

-- From when on added methods go with a notice that is written now. One that tells of a knock at the door is about nothing that
-- is in already. Where somebody was in, whatever is in quarantine now may be theirs; so may be what was added just now without
-- any, in the hour after the claim. What was there when the account was claimed is not theirs, unless they claimed it.
create function link_takes_from(p_account uuid, p_kind text) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select least(regain.now(),
                 case when tells_of_entry(p_kind) then
                     (select min(m.added_at) from live_methods(p_account) m where not m.confirmed or m.serves_from > regain.now()) end,
                 case when p_kind in ('METHOD_ADDED', 'SAVED_CODES_RENEWED') then
                     (select max(m.added_at) from live_methods(p_account) m
                      where m.added_at > (select claimed_at from account where id = p_account)
                        and m.added_at > regain.now() - interval '1 minute') end,
                 case when p_kind = 'ACCOUNT_CLAIMED' then (select claimed_at from account where id = p_account) end)
$$;

create function note_what_a_link_takes() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    new.takes_from := link_takes_from(new.account_id, new.kind);
    return new;
end $$;
create trigger note_what_a_link_takes before insert on repudiation_link for each row execute function note_what_a_link_takes();

-- Uses a link. Lowers access only: flows and sessions end, credentials freeze, what was added since goes, and where somebody was
-- in, the password is held to be in wrong hands. So it is where a method goes, lest the password alone be enough without it.
-- Returns the account, or null for a dead link.
create function repudiate(p_token_hash bytea) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l repudiation_link;
    gone uuid[];
    back uuid;
begin
    -- The account before the link, as whoever tells of something takes them.
    perform 1 from account where id = (select account_id from repudiation_link where token_hash = p_token_hash) for no key update;
    update repudiation_link set used_at = regain.now()
    where token_hash = p_token_hash and used_at is null and expires_at > regain.now()
    returning * into l;
    if not found then
        return null;
    end if;
    gone := array(select m.id from live_methods(l.account_id) m join account a on a.id = l.account_id
                  where (m.added_at >= l.takes_from or not m.confirmed)
                    -- The mailbox that an account was claimed by.
                    and not (m.way = 'EMAIL' and m.confirmed and a.claimed_at is not null and m.added_at <= a.claimed_at));
    -- Nobody is left without any address. The one that the link went to comes back, if it was removed no longer ago than a new one
    -- would have to wait; later, whoever was put out does not put out the others: one stays.
    if not exists (select from live_methods(l.account_id) where way = 'EMAIL' and confirmed and id <> all (gone)) then
        select id into back from contact
        where id = l.contact_id and kind = 'EMAIL' and confirmed_at is not null
          and removed_at > regain.now() - make_interval(hours => policy_of(l.account_id, 'NEW_METHOD_HOURS'));
        if back is null then
            gone := array_remove(gone, (select id from live_methods(l.account_id)
                                        where way = 'EMAIL' and confirmed and id = any (gone)
                                        order by id is not distinct from l.contact_id desc, added_at limit 1));
        end if;
    end if;
    update account
    set frozen_at = regain.now(),
        -- Who says that it was not them has not taken a second factor away since, either: what was asked for is asked for again.
        two_since = case when exists (select from authenticator x where x.account_id = l.account_id and x.confirmed_at is not null
                                      and x.removed_at >= l.takes_from)
                         then coalesce(two_since, regain.now()) else two_since end,
        password_compromised_at = case when tells_of_entry(l.kind)
                                         or exists (select from live_methods(l.account_id) where id = any (gone) and confirmed)
                                       then regain.now() else password_compromised_at end
    where id = l.account_id;
    perform note_event('METHOD_REMOVED', l.account_id, null, '', '', way)
    from (select distinct way from live_methods(l.account_id) where id = any (gone) and confirmed order by way) ways;
    perform take_away(gone);
    update contact set removed_at = null, version = version + 1 where id = back;
    -- What these report is gone now as well.
    update repudiation_link set used_at = regain.now()
    where account_id = l.account_id and used_at is null and takes_from >= l.takes_from;
    perform end_what_was_open(l.account_id, null, null);
    return l.account_id;
end $$;

-- What a link took away that has been used, for who has it. Saved codes are one thing.
create function taken_by_link(p_token_hash bytea) returns table (way text, id uuid, name text, many integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    with l as (select * from repudiation_link where token_hash = p_token_hash and used_at is not null)
    select case k.kind when 'PHONE' then 'SMS' else 'EMAIL' end, k.id, k.address, 1
    from contact k join l on l.account_id = k.account_id and k.removed_at = l.used_at and k.confirmed_at is not null
    union all
    select a.kind, a.id, a.name, 1
    from authenticator a join l on l.account_id = a.account_id and a.removed_at = l.used_at and a.confirmed_at is not null
    union all
    select 'SAVED_CODE', null, '', count(*)::integer
    from saved_code c join l on l.account_id = c.account_id and c.retired_at = l.used_at having count(*) > 0
$$;
