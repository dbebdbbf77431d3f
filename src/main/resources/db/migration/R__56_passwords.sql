-- Passwords: what is stored, changed and compared.

-- Whether `p_seen` is what only the right password and the pepper give: what is stored is its SHA-256, so that reading the row
-- is not enough to say so, and whoever says so was let see the password itself.
create or replace function password_seen(p_account uuid, p_version integer, p_seen bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce((select w.version = p_version and split_part(w.phc, '$', 6) = rtrim(encode(sha256(p_seen), 'base64'), '=')
                     from password w where w.account_id = p_account order by w.version desc limit 1), false)
$$;

-- `p_alone`: long enough to be the only key. A shorter one is only for who has a second factor (NIST § 3.1.1.2). A hash that
-- stands anywhere already is no new password, whoever brings it.
create or replace function write_password(p_flow flow, p_phc text, p_alone boolean) returns void
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
create or replace function keep_saved_codes(p_account uuid, p_macs bytea[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into saved_code (id, account_id, mac) select gen_random_uuid(), p_account, m from unnest(p_macs) m
$$;

-- Counts one try at the existing password before it is verified; false when this flow has had its five.
create or replace function count_password_try(p_flow uuid, p_key_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update flow set password_tries = password_tries + 1, step = step + 1
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null
      and expires_at > regain.now() and password_tries < password_tries()
      and exists (select from valid_proofs(p_flow));
    return found;
end $$;

-- The counted try was wrong. With the last one the owner is told: a right one is nobody's guess.
create or replace function password_try_was_wrong(p_flow uuid, p_key_hash bytea) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select note_closing(account_id, 'EXISTING_PASSWORD', 'GUESSING') from flow
    where id = p_flow and key_hash = p_key_hash and password_tries >= password_tries()
$$;

-- A try that was counted and was no wrong answer: not judged, or right and of no use.
create or replace function give_password_try_back(p_flow uuid, p_key_hash bytea) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update flow set password_tries = password_tries - 1
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null and password_tries > 0
$$;

-- Gives a try at the current password back: it was right, or not judged. Only wrong answers count.
create or replace function current_password_not_wrong(p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update limit_count set times = times[:cardinality(times) - 1]
    where name = 'CURRENT_PASSWORD_TRIES' and subject = uuid_send(p_account);
    delete from limit_count where name = 'CURRENT_PASSWORD_TRIES' and subject = uuid_send(p_account) and times = '{}'
$$;

-- Why a sign-in may not change its holder's password; null where it may. Whose it is, the sign-in says, by a proof as fresh as their
-- organisation asks; that the old one was typed, `p_seen` (see `password_seen`). NOT_PROVEN: sign in again first. GONE: held, or another
-- password meanwhile. Who may is locked by it.
create or replace function change_refusal(p_sign_in uuid, p_sign_in_key_hash bytea, p_version integer, p_seen bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    s flow := fresh_sign_in(p_sign_in, p_sign_in_key_hash);
begin
    return case
        when s.id is null then
            case (session_standing(p_sign_in, p_sign_in_key_hash)).standing when 'HELD' then 'GONE' else 'NOT_PROVEN' end
        when not password_seen(s.account_id, p_version, p_seen) then 'GONE' end;
end $$;

-- The flow of a change, by who may: its one proof is that the old password was typed. The password version refers to it.
create or replace function open_change(p_sign_in uuid, p_flow uuid, p_key_hash bytea, p_name_mac bytea, p_version integer, p_source text,
                            p_browser text) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
begin
    insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
    select p_flow, 'CHANGE', p_key_hash, a.id, p_name_mac, a.language, p_source, p_browser, regain.now() + interval '1 minute'
    from account a where a.id = (select s.account_id from flow s where s.id = p_sign_in)
    returning * into f;
    insert into proof (flow_id, account_id, class, password_version) values (f.id, f.account_id, 'PASSWORD', p_version);
    return f;
end $$;

-- What a change does, for who may; `p_keep_session` goes on. Returns the sessions ended. A flow that has ended since stays as it ended.
create or replace function apply_change(f flow, p_phc text, p_alone boolean, p_keep_session text) returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    n integer;
begin
    perform write_password(f, p_phc, p_alone);
    n := end_what_was_open(f.account_id, f.id, p_keep_session);
    update flow set completed_at = regain.now(), outcome = 'CHANGED', sessions_ended = n
    where id = f.id and ended_at is null and completed_at is null;
    perform note_event('PASSWORD_CHANGED', f.account_id, f.id, f.source, f.browser, null);
    return n;
end $$;

-- A new password for who is signed in and has just typed the old one. `p_flow` names the change. Returns DONE with the sessions ended,
-- or what `change_refusal` says.
create or replace function change_password(p_sign_in uuid, p_sign_in_key_hash bytea, p_flow uuid, p_key_hash bytea, p_name_mac bytea,
                                p_version integer, p_seen bytea, p_phc text, p_alone boolean, p_keep_session text,
                                p_source text, p_browser text)
    returns table (result text, sessions integer)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    refusal text := change_refusal(p_sign_in, p_sign_in_key_hash, p_version, p_seen);
    f flow;
begin
    if refusal is not null then
        return query select refusal, 0;
        return;
    end if;
    -- Whose password a directory keeps gets none past it (`begin_directory_change`), unless theirs may come here.
    if not may_keep_here((select account_id from flow where id = p_sign_in), p_flow, p_source, p_browser) then
        return query select 'NOT_PROVEN', 0;
        return;
    end if;
    f := open_change(p_sign_in, p_flow, p_key_hash, p_name_mac, p_version, p_source, p_browser);
    return query select 'DONE', apply_change(f, p_phc, p_alone, p_keep_session);
end $$;

-- The price of a hash that all nodes keep: the first that a node chose.
create or replace function choose_hash_cost(p_memory_kib integer, p_passes integer) returns setof hash_cost
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    insert into hash_cost (memory_kib, passes) values (p_memory_kib, p_passes) on conflict do nothing;
    return query select * from hash_cost;
end $$;

-- The same password under other parameters, none too weak, or another pepper key. That it is the same password, only who
-- has the pepper can tell; that it was seen, `p_seen` says (see `password_seen`).
create or replace function rehash_password(p_account uuid, p_version integer, p_seen bytea, p_new_phc text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update password set phc = p_new_phc
    where account_id = p_account and version = p_version and password_seen(p_account, p_version, p_seen)
      and not exists (select from password w where w.phc = p_new_phc)
      and split_part(phc, '$', 4) <> split_part(p_new_phc, '$', 4)
      and is_strong((cost_of(p_new_phc))[1], (cost_of(p_new_phc))[2]);
    return found;
end $$;
