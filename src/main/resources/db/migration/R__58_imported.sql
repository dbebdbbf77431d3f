-- People who come from another system with the hash of the password they have there. Whoever brought it may have made it of a
-- password they chose, so it opens nothing by itself: it stands once in the place of a claim link, together with a code that
-- goes to the account's address, and its holder chooses another. It never becomes a password of Regain's, and is gone when
-- there is one.

-- It comes before any other password, or not at all; and it stays as it came. Whose password a directory keeps brings that one, and
-- nobody else does.
create or replace function before_any_password() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if tg_op = 'UPDATE' or exists (select from password where account_id = new.account_id)
        or not exists (select from account where id = new.account_id and state = 'UNCLAIMED' and claimed_at is null)
        or (new.hash = '$directory$') <> (entry_of(new.account_id) is not null) then
        raise exception 'An imported password comes before any other' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create or replace trigger before_any_password before insert or update on imported_password
    for each row execute function before_any_password();

-- A password of Regain's own, however it came to be, ends the imported one for good.
create or replace function end_imported_password() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    delete from imported_password where account_id = new.account_id;
    return null;
end $$;

create or replace trigger end_imported_password after insert on password for each row execute function end_imported_password();

-- An unclaimed account, as `make_account` makes it, with the hash of a password from elsewhere. Returns CREATED,
-- NAME_TAKEN or LOOKS_ALIKE; an account that exists is never touched.
create or replace function import_account(p_id uuid, p_organisation uuid, p_language text, p_roles text[], p_email_key text,
                               p_email text, p_contact uuid, p_user_key text, p_user_shown text, p_skeleton text,
                               p_hash text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    result text := make_account(p_id, p_organisation, p_language, p_roles, p_email_key, p_email, p_contact, p_user_key,
                                  p_user_shown, p_skeleton);
begin
    if result = 'CREATED' then
        insert into imported_password (account_id, hash) values (p_id, p_hash);
    end if;
    return result;
end $$;

-- First half of a sign-in: finds the account and takes a try, for a known and an unknown name alike.
create or replace function begin_sign_in(p_name_key text, p_name_mac bytea, p_device_hash bytea)
    returns table (account_id uuid, organisation_id uuid, state text, language text, auth_epoch integer,
                   compromised boolean, version integer, phc text, imported text, deleted uuid, known_browser boolean,
                   shown_until timestamptz, quiet_until timestamptz, entry text)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a      account;
    gone   uuid;
    device boolean := false;
    shown  bytea;
    quiet  bytea;
    v_shown timestamptz;
    v_quiet timestamptz;
begin
    select x.* into a from account_name n join account x on x.id = n.account_id
    where n.key = p_name_key and (n.retired_at is null or x.state = 'DELETED');
    if a.state = 'DELETED' then
        gone := a.id;
        a := null;
    end if;
    device := exists (select from known_device d where d.token_hash = p_device_hash and d.account_id = a.id);
    shown := sign_in_subject(false, p_name_mac, a.id, case when device then p_device_hash end);
    quiet := sign_in_subject(true, p_name_mac, a.id, case when device then p_device_hash end);
    perform hold_counters(shown, quiet);
    v_shown := take_sign_in_try(shown, a.id);
    if v_shown is null then
        v_quiet := take_sign_in_try(quiet, a.id);
    end if;
    return query
        select a.id, a.organisation_id, a.state, a.language, a.auth_epoch, a.password_compromised_at is not null,
               p.version, p.phc, i.hash, gone, device, v_shown, v_quiet, entry_of(coalesce(a.id, gone))
        from (select 1) one
                 left join lateral (select * from password w where w.account_id = coalesce(a.id, gone) order by w.version desc limit 1) p on true
                 left join imported_password i
                           on i.account_id = a.id and a.state = 'UNCLAIMED' and a.password_compromised_at is null
                              and a.frozen_at is null and v_shown is null and v_quiet is null;
end $$;

-- The right imported password: the counters of this way in start anew, and a claim of the account is open in this browser;
-- the one before it is over. False: the account was claimed or suspended, or its sessions ended, since the first half.
create or replace function open_first_sign_in(p_account uuid, p_auth_epoch integer, p_name_mac bytea, p_flow uuid, p_key_hash bytea,
                                   p_language text, p_source text, p_browser text)
    returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account a
    where a.id = p_account and a.auth_epoch = p_auth_epoch and a.state = 'UNCLAIMED' and a.password_compromised_at is null
      and a.frozen_at is null
    for no key update;
    if not found or not exists (select from imported_password where account_id = p_account) then
        return false;
    end if;
    perform hold_counters(sign_in_subject(false, p_name_mac, p_account, null), sign_in_subject(true, p_name_mac, p_account, null));
    delete from sign_in_guard
    where subject in (sign_in_subject(false, p_name_mac, p_account, null), sign_in_subject(true, p_name_mac, p_account, null));
    update flow set ended_at = regain.now(), ended_because = 'SUPERSEDED', step = step + 1
    where id = (select flow_id from first_sign_in where account_id = p_account) and ended_at is null and completed_at is null;
    delete from first_sign_in where account_id = p_account;
    insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
    values (p_flow, 'CLAIM', p_key_hash, p_account, p_name_mac, p_language, p_source, p_browser,
            regain.now() + claim_life());
    insert into first_sign_in (flow_id, account_id) values (p_flow, p_account);
    return true;
end $$;

-- By what a claim was begun: LINK, or an imported PASSWORD.
create or replace function claim_begun_by(p_flow uuid) returns text
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when exists (select from first_sign_in where flow_id = p_flow) then 'PASSWORD' else 'LINK' end
$$;

-- The imported hash that the first password must not match, for who has proven to have the mailbox and chooses one now,
-- however the claim was begun; null where none was imported. Each is a guess at the password somebody has elsewhere, so it is
-- counted before it is compared, and the sixth ends the claim.
create or replace function hash_to_refuse(p_flow uuid, p_key_hash bytea) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'CLAIM');
    v_hash text;
begin
    select i.hash into v_hash from imported_password i join account a on a.id = i.account_id
    where i.account_id = f.account_id and a.state = 'UNCLAIMED';
    if v_hash is null or not exists (select from valid_proofs(f.id) where class = 'ISSUED')
        or not (exists (select from claim_link where flow_id = f.id and account_id = f.account_id and expires_at > regain.now())
                or exists (select from first_sign_in where flow_id = f.id and account_id = f.account_id)) then
        return null;
    end if;
    if f.password_tries >= password_tries() then
        update flow set ended_at = regain.now(), ended_because = 'TOO_MANY_PASSWORDS', step = step + 1 where id = f.id;
        return null;
    end if;
    update flow set password_tries = password_tries + 1 where id = f.id;
    return v_hash;
end $$;
