-- People whose password a directory keeps. It is judged and written there, by the application; here it is decided who may, and what goes
-- with it. What is to be written is written down before, because the directory and this database cannot do it together.

-- What the directory calls somebody; null for whoever has a password here.
create or replace function entry_of(p_account uuid) returns text
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select entry from directory_person where account_id = p_account
$$;

-- An unclaimed account for somebody in the directory. Returns CREATED, NAME_TAKEN or LOOKS_ALIKE; an account that exists is never
-- touched, and never becomes that of somebody in the directory.
create or replace function add_directory_person(p_id uuid, p_organisation uuid, p_language text, p_email_key text, p_email text,
                               p_contact uuid, p_user_key text, p_user_shown text, p_skeleton text, p_entry text,
                               p_changed_at timestamptz) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    result text := import_account(p_id, p_organisation, p_language, '{}', p_email_key, p_email, p_contact, p_user_key,
                                  p_user_shown, p_skeleton, '$directory$');
begin
    if result = 'CREATED' then
        insert into directory_person (account_id, entry, changed_at) values (p_id, p_entry, p_changed_at);
        perform note_event('ACCOUNT_INVITED', p_id, null, '', '', null);
    end if;
    return result;
end $$;

-- Somebody is about to get the password that they have just chosen, who has proven what a reset takes (`reset_refusal`). Returns OK,
-- PENDING (what became of an earlier one is not known yet), GONE, SUSPENDED or NOT_PROVEN.
create or replace function begin_directory_write(p_flow uuid, p_key_hash bytea, p_saved integer, p_changed_before timestamptz)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := lock_flow(p_flow, p_key_hash, 'RECOVERY');
    refusal text;
begin
    if f.id is null or entry_of(f.account_id) is null then
        return 'GONE';
    end if;
    refusal := reset_refusal(f, p_saved);
    if refusal is not null then
        return refusal;
    end if;
    -- One that was refused leaves room for another try of this flow.
    delete from directory_write where flow_id = f.id and outcome = 'REFUSED';
    insert into directory_write (flow_id, account_id, changed_before) values (f.id, f.account_id, p_changed_before)
    on conflict do nothing;
    return case when found then 'OK' else 'PENDING' end;
end $$;

-- The directory has the new password: what a reset does here follows, by the entitlement that was written down, whatever has become of
-- the flow, its proofs and the account since. What was said of the account since stays said. Returns DONE or GONE (settled already).
create or replace function directory_written(p_flow uuid, p_phc text, p_saved_macs bytea[], p_changed_at timestamptz)
    returns table (result text, sessions integer)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    w directory_write;
    f flow;
    a account;
    n integer;
begin
    select x.* into a from account x join directory_write d on d.account_id = x.id where d.flow_id = p_flow for no key update of x;
    select * into f from flow where id = p_flow for no key update;
    select * into w from directory_write where flow_id = p_flow and settled_at is null for update;
    if w.flow_id is null then
        return query select 'GONE', 0;
        return;
    end if;
    update directory_write set settled_at = regain.now(), outcome = 'DONE' where flow_id = p_flow;
    update directory_person set changed_at = coalesce(p_changed_at, changed_at) where account_id = a.id;
    n := apply_reset(f, p_phc, true, p_saved_macs);
    update account
    set password_compromised_at = case when a.password_compromised_at > w.asked_at then a.password_compromised_at end,
        frozen_at = case when a.frozen_at > w.asked_at then a.frozen_at end
    where id = a.id;
    return query select 'DONE', n;
end $$;

-- The directory did not take the new password: nothing has changed, and another may be tried.
create or replace function directory_refused(p_flow uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update directory_write set settled_at = regain.now(), outcome = 'REFUSED' where flow_id = p_flow and settled_at is null
$$;

-- What was about to be written a while ago and is not known to have been: the directory has to be asked.
create or replace function open_directory_writes()
    returns table (flow_id uuid, account_id uuid, entry text, changed_before timestamptz)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select w.flow_id, w.account_id, p.entry, w.changed_before
    from directory_write w join directory_person p on p.account_id = w.account_id
    where w.settled_at is null and w.asked_at < regain.now() - interval '20 seconds'
    order by w.asked_at limit 100
$$;

-- Somebody was found in the directory, with a password that was set at `p_changed_at`. Where that was not by Regain, everything that the
-- account has open ends, its methods stay as they are until its owner proves who they are, and its owner is told. True then.
create or replace function directory_found(p_account uuid, p_changed_at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
    p directory_person;
begin
    select * into a from account where id = p_account for no key update;
    select * into p from directory_person where account_id = p_account for update;
    if p.account_id is null then
        return false;
    end if;
    update directory_person set found_at = regain.now() where account_id = a.id;
    if p_changed_at is null or p.changed_at is not distinct from p_changed_at
        or exists (select from directory_write where account_id = a.id and settled_at is null) then
        return false;
    end if;
    update directory_person set changed_at = p_changed_at where account_id = a.id;
    if p.changed_at is null or a.claimed_at is null or a.state = 'DELETED' then
        return false;
    end if;
    insert into announcement (account_id, kind) values (a.id, 'PASSWORD_MOVED');
    perform end_what_was_open(a.id, null, null);
    update account set frozen_at = regain.now() where id = a.id;
    perform note_event('PASSWORD_MOVED', a.id, null, '', '', null);
    return true;
end $$;
