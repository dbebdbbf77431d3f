-- Accounts: how they are made, and claimed.

-- Binds a claim link to the flow of the browser that opened it. Returns the account, or null for a dead link and for what
-- is not a claim just opened.
create or replace function use_claim_link(p_token_hash bytea, p_flow uuid) returns uuid
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

-- An empty, unclaimed account: a name and an address to write to, nothing more. Returns CREATED, NAME_TAKEN or
-- LOOKS_ALIKE; an account that exists is never touched. Who may give which roles, the callers ask; nobody else calls it.
create or replace function make_account(p_id uuid, p_organisation uuid, p_language text, p_roles text[], p_email_key text,
                               p_email text, p_contact uuid, p_user_key text, p_user_shown text, p_skeleton text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    broken text;
begin
    if exists (select from account_name where key in (p_email_key, p_user_key)) then
        return 'NAME_TAKEN';
    end if;
    insert into account (id, organisation_id, language) values (p_id, p_organisation, p_language);
    insert into account_role (account_id, role) select p_id, r from unnest(p_roles) r;
    insert into account_name (key, account_id, kind, shown, skeleton) values (p_email_key, p_id, 'EMAIL', p_email, p_email_key);
    if p_user_key is not null then
        insert into account_name (key, account_id, kind, shown, skeleton)
        values (p_user_key, p_id, 'USERNAME', p_user_shown, p_skeleton);
    end if;
    insert into contact (id, account_id, kind, address) values (p_contact, p_id, 'EMAIL', p_email);
    return 'CREATED';
exception when unique_violation then
    get stacked diagnostics broken = constraint_name;
    return case broken when 'account_name_skeleton' then 'LOOKS_ALIKE' else 'NAME_TAKEN' end;
end $$;

-- The same without the console: at the first start, and from the command line. Roles are given by a global administrator
-- alone (`invite`, `change_roles`), so here none is as soon as there is one. Returns as `make_account` does, or NOT_ALLOWED.
-- One at a time in an organisation, so that nobody claims the first account while another one is made.
create or replace function create_account(p_id uuid, p_organisation uuid, p_language text, p_roles text[], p_email_key text,
                               p_email text, p_contact uuid, p_user_key text, p_user_shown text, p_skeleton text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    made text;
begin
    perform 1 from organisation where id = p_organisation for no key update;
    if exists (select from account_name where key in (p_email_key, p_user_key)) then
        return 'NAME_TAKEN';
    end if;
    if cardinality(p_roles) > 0 and exists (
        select from account a join account_role r on r.account_id = a.id and r.role = 'GLOBAL_ADMIN'
        where a.organisation_id = p_organisation and a.claimed_at is not null) then
        return 'NOT_ALLOWED';
    end if;
    made := make_account(p_id, p_organisation, p_language, p_roles, p_email_key, p_email, p_contact, p_user_key, p_user_shown,
                         p_skeleton);
    if made = 'CREATED' then
        perform note_event('ACCOUNT_INVITED', p_id, null, '', '', nullif(array_to_string(p_roles, ' '), ''));
    end if;
    return made;
end $$;

-- A fresh claim link for an account nobody has claimed; false for any other, and for people of a directory, who come with the password that is
-- there. Written down, because a link is half of what makes an account somebody's.
create or replace function put_claim_link(p_account uuid, p_token_hash bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    insert into claim_link (token_hash, account_id, expires_at)
    select p_token_hash, id, regain.now() + invitation_life() from account where id = p_account and state = 'UNCLAIMED'
        and entry_of(id) is null;
    if not found then
        return false;
    end if;
    perform note_event('CLAIM_LINK_MADE', p_account, null, '', '', null);
    return true;
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
    -- What was said of another password, such as one that was imported, while the account was stopped, is not said of this one.
    update account set state = 'ACTIVE', claimed_at = regain.now(), password_compromised_at = null, frozen_at = null where id = a.id;
    -- What was sent on the way was asked for by who holds the mailbox, and takes nothing from their share. In the order in
    -- which the two are taken.
    delete from limit_count where name = 'MESSAGES_SOON' and subject = uuid_send(a.id);
    delete from limit_count where name = 'MESSAGES_A_DAY' and subject = uuid_send(a.id);
    update flow set completed_at = regain.now(), outcome = 'CLAIMED', auth_epoch = a.auth_epoch, step = step + 1 where id = f.id;
    perform note_event('ACCOUNT_CLAIMED', a.id, f.id, f.source, f.browser, null);
    perform note_shortfall(a.id);
    return 'DONE';
end $$;
