-- People who come from another system with the hash of the password they have there. Whoever brought it may have made it of a
-- password they chose, so it opens nothing by itself: it stands once in the place of a claim link, together with a code that
-- goes to the account's address, and its holder chooses another. It never becomes a password of Regain's, and is gone when
-- there is one.

-- The row is never changed, only removed. No role reads it: a hash leaves only by `begin_sign_in`, which counts a try.
create table imported_password (
    account_id uuid primary key references account,
    -- The forms that `ImportedHash` verifies, and roughly what they may cost; it knows the exact bounds.
    hash       text        not null check (char_length(hash) <= 255 and hash ~* (
        '^((\{(bcrypt|crypt|blf-crypt)\}|bcrypt\$)?\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}'
        || '|\{pbkdf2\}[0-9a-f]{80}|\{pbkdf2@SpringSecurity_v5_8\}[0-9a-f]{96}'
        || '|pbkdf2_sha256\$([1-9][0-9]{0,5}|1[0-9]{6}|2000000)\$[!-#%-~]{1,128}\$[A-Za-z0-9+/]{43}='
        || '|(\{argon2(id|@SpringSecurity_v5_8)?\}|argon2)?\$argon2id\$v=19\$m=[1-9][0-9]{0,4},t=([1-9]|10),p=([1-9]|1[0-6])'
        || '\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}'
        || '|\{SSHA(-?(256|512))?\}[A-Za-z0-9+/]{28,172}={0,2})$')),
    created_at timestamptz not null default regain.now()
);

-- The claim that the right imported password has begun in one browser; there is one at a time. It stands in the place of a
-- claim link, and not of the code.
create table first_sign_in (
    flow_id    uuid primary key references flow on delete cascade,
    account_id uuid        not null unique references imported_password on delete cascade,
    created_at timestamptz not null default regain.now()
);

-- What another system made is no password of Regain's, whatever its form.
alter table password add check (cost_of(phc) is not null);

-- It comes before any other password, or not at all; and it stays as it came.
create function before_any_password() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if tg_op = 'UPDATE' or exists (select from password where account_id = new.account_id)
        or not exists (select from account where id = new.account_id and state = 'UNCLAIMED' and claimed_at is null) then
        raise exception 'An imported password comes before any other' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger before_any_password before insert or update on imported_password
    for each row execute function before_any_password();

-- A password of Regain's own, however it came to be, ends the imported one for good.
create function end_imported_password() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    delete from imported_password where account_id = new.account_id;
    return null;
end $$;
create trigger end_imported_password after insert on password for each row execute function end_imported_password();

-- An unclaimed account, as `make_account` makes it, with the hash of a password from elsewhere. Returns CREATED,
-- NAME_TAKEN or LOOKS_ALIKE; an account that exists is never touched.
create function import_account(p_id uuid, p_organisation uuid, p_language text, p_roles text[], p_email_key text,
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

-- As before, and with the imported hash of who has not claimed their account yet. To whoever tries, an account that was deleted
-- is nobody's; nobody else can have its name, so its password is looked at all the same: that somebody knows it is to be
-- written down. It is handed out for a try that was
-- counted and to be judged, never for one that a lock refuses.
drop function begin_sign_in(text, bytea, bytea);
create function begin_sign_in(p_name_key text, p_name_mac bytea, p_device_hash bytea)
    returns table (account_id uuid, organisation_id uuid, state text, language text, auth_epoch integer,
                   compromised boolean, version integer, phc text, imported text, deleted uuid, known_browser boolean,
                   shown_until timestamptz, quiet_until timestamptz)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
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
               p.version, p.phc, i.hash, gone, device, v_shown, v_quiet
        from (select 1) one
                 left join lateral (select * from password w where w.account_id = coalesce(a.id, gone) order by w.version desc limit 1) p on true
                 left join imported_password i
                           on i.account_id = a.id and a.state = 'UNCLAIMED' and a.password_compromised_at is null
                              and a.frozen_at is null and v_shown is null and v_quiet is null;
end $$;

-- The right imported password: the counters of this way in start anew, and a claim of the account is open in this browser;
-- the one before it is over. False: the account was claimed or suspended, or its sessions ended, since the first half.
create function open_first_sign_in(p_account uuid, p_auth_epoch integer, p_name_mac bytea, p_flow uuid, p_key_hash bytea,
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
            regain.now() + interval '60 minutes');
    insert into first_sign_in (flow_id, account_id) values (p_flow, p_account);
    return true;
end $$;

-- By what a claim was begun: LINK, or an imported PASSWORD.
create function claim_begun_by(p_flow uuid) returns text
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when exists (select from first_sign_in where flow_id = p_flow) then 'PASSWORD' else 'LINK' end
$$;

-- The imported hash that the first password must not match, for who has proven to have the mailbox and chooses one now,
-- however the claim was begun; null where none was imported. Each is a guess at the password somebody has elsewhere, so it is
-- counted before it is compared, and the sixth ends the claim.
create function hash_to_refuse(p_flow uuid, p_key_hash bytea) returns text
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
    if f.password_tries >= 5 then
        update flow set ended_at = regain.now(), ended_because = 'TOO_MANY_PASSWORDS', step = step + 1 where id = f.id;
        return null;
    end if;
    update flow set password_tries = password_tries + 1 where id = f.id;
    return v_hash;
end $$;

-- The first password of an account, by who has the mailbox, and beside it the claim link or the imported password. Where one
-- was imported, this claim has had its hash to compare the new one with. Returns DONE, GONE or NOT_PROVEN.
create or replace function finish_claim(p_flow uuid, p_key_hash bytea, p_phc text, p_alone boolean, p_saved_macs bytea[]) returns text
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
        or not (exists (select from claim_link where flow_id = f.id and account_id = a.id and expires_at > regain.now())
                or exists (select from first_sign_in where flow_id = f.id and account_id = a.id)) then
        return 'GONE';
    end if;
    if not exists (select from valid_proofs(f.id) where class = 'ISSUED')
        or (f.password_tries < 1 and exists (select from imported_password where account_id = a.id)) then
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
    perform note_event('ACCOUNT_CLAIMED', a.id, f.id, f.source, f.browser, null);
    perform note_shortfall(a.id);
    return 'DONE';
end $$;

grant execute on function begin_sign_in(text, bytea, bytea),
    open_first_sign_in(uuid, integer, bytea, uuid, bytea, text, text, text), claim_begun_by(uuid),
    hash_to_refuse(uuid, bytea) to regain_app;
