-- The only ways a password is written or a lock cleared. Each derives the entitlement anew from proof rows, uses each
-- proof once, and is called inside one transaction that also tells every address and appends the audit event.

-- The open flow of this browser, locked; null when there is none. Its account is locked before it: whatever locks both
-- takes them in this order, so no two endings wait for each other. "No key update" lets rows that merely refer to the
-- account, such as a proof, be written meanwhile by who holds a flow.
create or replace function lock_flow(p_flow uuid, p_key_hash bytea, p_purpose text) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
begin
    perform 1 from account where id = (select account_id from flow where id = p_flow) for no key update;
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and purpose = p_purpose
      and ended_at is null and completed_at is null and expires_at > regain.now()
    for no key update;
    return f;
end $$;

-- Ends everything that the old credential opened: sessions, here and at portals, known browsers, other flows. Returns the sessions
-- ended here.
create or replace function end_what_was_open(p_account uuid, p_but_flow uuid, p_but_session text) returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    sessions integer;
begin
    update account set auth_epoch = auth_epoch + 1 where id = p_account;
    -- What each session opened ends with it; all of it is locked before, in the order of its ids, across sessions.
    perform 1 from spring_session where principal_name = p_account::text and session_id is distinct from p_but_session
    order by primary_id for update;
    perform end_portals(p_account);
    delete from spring_session where principal_name = p_account::text and session_id is distinct from p_but_session;
    get diagnostics sessions = row_count;
    delete from known_device where account_id = p_account;
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where account_id = p_account and id is distinct from p_but_flow and ended_at is null and completed_at is null;
    return sessions;
end $$;

-- New ones in the place of those that this flow has used up, one for one. Each is what the used one was, as old, in quarantine as
-- long and set aside as that was: a code that was made in a stolen session would otherwise come out of all this by being used.
create or replace function replace_saved_codes(p_flow uuid, p_macs bytea[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into saved_code (id, account_id, mac, created_at, serves_from, set_aside_at)
    select gen_random_uuid(), used.account_id, m.mac, coalesce(c.created_at, regain.now()), coalesce(c.serves_from, used.serves_from),
           c.set_aside_at
    from (select v.*, row_number() over (order by v.proven_at, v.id) as n from valid_proofs(p_flow) v where v.class = 'SAVED') used
             join unnest(p_macs) with ordinality m (mac, n) on m.n = used.n
             left join saved_code c on c.id = used.saved_code_id
$$;

-- Why a flow, which is locked and has an account, may not reset; null where it may. Who resets does without the old password, so having
-- typed it is none of the classes.
create or replace function reset_refusal(f flow, p_saved integer) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
begin
    select * into a from account where id = f.account_id for no key update;
    return case
        when a.state <> 'ACTIVE' then 'SUSPENDED'
        when proven_classes(f.id) < needed_classes(f.id)
            or (select count(*) from valid_proofs(f.id) where class = 'SAVED') <> p_saved then 'NOT_PROVEN' end;
end $$;

-- What a reset does, for who may. Returns the sessions ended. A flow that has ended since stays as it ended.
create or replace function apply_reset(f flow, p_phc text, p_alone boolean, p_saved_macs bytea[]) returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_epoch integer;
    n integer;
begin
    if cardinality(p_saved_macs) > 0 then
        perform replace_saved_codes(f.id, p_saved_macs);
    end if;
    perform set_aside(f);
    perform write_password(f, p_phc, p_alone);
    n := end_what_was_open(f.account_id, f.id, null);
    perform clear_lock(f.account_id);
    update account set password_compromised_at = null, frozen_at = null where id = f.account_id returning auth_epoch into v_epoch;
    update flow set completed_at = regain.now(), outcome = 'RESET', auth_epoch = v_epoch, sessions_ended = n, step = step + 1
    where id = f.id and ended_at is null and completed_at is null;
    perform note_event('PASSWORD_RESET', f.account_id, f.id, f.source, f.browser, null);
    return n;
end $$;

-- A new password for who proved to be the account's holder. Returns DONE, GONE, SUSPENDED or NOT_PROVEN.
-- `p_saved_macs` replaces the saved codes this flow used up, one for one.
create or replace function finish_reset(p_flow uuid, p_key_hash bytea, p_phc text, p_alone boolean, p_saved_macs bytea[])
    returns table (result text, sessions integer)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'RECOVERY');
    refusal text;
begin
    if f.id is null or f.account_id is null then
        return query select 'GONE', 0;
        return;
    end if;
    refusal := reset_refusal(f, coalesce(cardinality(p_saved_macs), 0));
    if refusal is not null then
        return query select refusal, 0;
        return;
    end if;
    -- Whose password a directory keeps gets none past it (`begin_directory_write`), unless theirs may come here.
    if not may_keep_here(f.account_id, f.id, f.source, f.browser) then
        return query select 'NOT_PROVEN', 0;
        return;
    end if;
    return query select 'DONE', apply_reset(f, p_phc, p_alone, p_saved_macs);
end $$;

-- Clears the lock made by failed attempts for who proved one thing and typed the existing password (a bound
-- authenticator: NIST § 4.2.2.2). Nothing else changes. `p_seen`: see `password_seen`. Returns DONE, GONE, SUSPENDED,
-- COMPROMISED or NOT_PROVEN.
create or replace function finish_unlock(p_flow uuid, p_key_hash bytea, p_version integer, p_seen bytea, p_saved_macs bytea[]) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'RECOVERY');
    a account;
    thaws boolean;
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

    -- Whoever runs a directory may have set the password in it, so it is no proof beside the others there: a freeze stays until what a reset
    -- would take is proven.
    thaws := entry_of(a.id) is null or proven_classes(f.id) >= needed_classes(f.id);
    perform replace_saved_codes(f.id, p_saved_macs);
    insert into proof (flow_id, account_id, class, password_version) values (f.id, a.id, 'PASSWORD', p_version);
    insert into proof_use (proof_id, flow_id) select id, flow_id from valid_proofs(f.id);
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where account_id = a.id and id <> f.id and ended_at is null and completed_at is null;
    perform clear_lock(a.id);
    update account set frozen_at = null where id = a.id and thaws;
    update flow set completed_at = regain.now(), outcome = 'UNLOCKED', sessions_ended = 0, step = step + 1 where id = f.id;
    perform note_event('ACCOUNT_UNLOCKED', a.id, f.id, f.source, f.browser, null);
    return 'DONE';
end $$;
