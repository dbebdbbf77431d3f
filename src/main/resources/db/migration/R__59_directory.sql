-- People whose password a directory keeps. It is judged and written there, by the application; here it is decided who may, and what goes
-- with it. What is to be written is written down before, because the directory and this database cannot do it together.

-- What the directory calls somebody; null for whoever has a password here.
create or replace function entry_of(p_account uuid) returns text
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select entry from directory_person where account_id = p_account
$$;

-- A password is kept in one place: whose is in a directory has a stand-in here, everybody else a hash, whatever writes it.
create or replace function kept_in_one_place() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if is_stand_in(new.phc) <> (entry_of(new.account_id) is not null) then
        raise exception 'A password is kept in one place' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create or replace trigger kept_in_one_place before insert or update on password for each row execute function kept_in_one_place();
alter table password enable always trigger kept_in_one_place;

-- An unclaimed account for somebody in the directory, in their language, null where the directory names none of ours. Where the organisation
-- writes to newcomers, this asks for it, and nothing else ever does: not what comes of the entry later. Returns CREATED, NAME_TAKEN or
-- LOOKS_ALIKE; an account that exists is never touched, and never becomes that of somebody in the directory.
create or replace function add_directory_person(p_id uuid, p_organisation uuid, p_language text, p_email_key text, p_email text,
                               p_contact uuid, p_user_key text, p_user_shown text, p_skeleton text, p_entry text,
                               p_changed_at timestamptz) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_written_in text;
    result text;
begin
    -- Whose this is has an account already, whatever the entry is called by now.
    if exists (select from directory_offer where entry = p_entry) or exists (select from directory_left where entry = p_entry) then
        return 'NAME_TAKEN';
    end if;
    select newcomer_language into v_written_in from organisation where id = p_organisation for no key update;
    result := make_account(p_id, p_organisation, coalesce(p_language, v_written_in, 'en'), '{}', p_email_key, p_email, p_contact,
                           p_user_key, p_user_shown, p_skeleton);
    if result = 'CREATED' then
        insert into directory_person (account_id, entry, changed_at) values (p_id, p_entry, p_changed_at);
        insert into imported_password (account_id, hash) values (p_id, '$directory$');
        insert into announcement (account_id, kind) select p_id, 'INVITED' where v_written_in is not null;
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

-- Somebody who is signed in and has just typed the old one is about to get the password that they have just chosen, by the same
-- entitlement as where it is kept here (`change_refusal`). `p_flow` names the change. Returns OK, PENDING, GONE or NOT_PROVEN.
create or replace function begin_directory_change(p_sign_in uuid, p_sign_in_key_hash bytea, p_flow uuid, p_key_hash bytea, p_name_mac bytea,
                                       p_version integer, p_seen bytea, p_changed_before timestamptz, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    refusal text := change_refusal(p_sign_in, p_sign_in_key_hash, p_version, p_seen);
    v_account uuid := (select account_id from flow where id = p_sign_in);
    p directory_person;
    f flow;
begin
    if refusal is not null then
        return refusal;
    end if;
    select * into p from directory_person where account_id = v_account;
    -- Nobody begins another meanwhile: the account is locked.
    if exists (select from directory_write where account_id = v_account and settled_at is null) then
        return 'PENDING';
    -- Not where another password is there by now than the one that was known: that is seen first (`directory_found`). Nor where the directory
    -- says no more when it was set: it is to be changed then, and whoever asked for that may have set another with it.
    elsif p.account_id is null or p.changed_at is distinct from p_changed_before then
        return 'GONE';
    end if;
    f := open_change(p_sign_in, p_flow, p_key_hash, p_name_mac, p_version, p_source, p_browser);
    insert into directory_write (flow_id, account_id, changed_before) values (f.id, f.account_id, p_changed_before);
    return 'OK';
end $$;

-- The directory has the new password: what a reset, or a change, does here follows, by the entitlement that was written down, whatever has
-- become of the flow, its proofs and the account since. What was said of the account since stays said. `p_keep_session` goes on after a
-- change; null where nobody is there who could be told so. Returns DONE or GONE (settled already).
create or replace function directory_written(p_flow uuid, p_phc text, p_saved_macs bytea[], p_keep_session text, p_changed_at timestamptz)
    returns table (result text, sessions integer)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
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
    -- The one that was replaced had been set past Regain, which nobody had seen yet. What it opened ends by this.
    if exists (select from directory_person p where p.account_id = a.id and p.changed_at is distinct from w.changed_before)
        and w.changed_before is not null then
        perform note_event('PASSWORD_MOVED', a.id, null, '', '', null);
    end if;
    -- Where the directory does not say when, the first time that it says is another one, and is told.
    update directory_person set changed_at = p_changed_at, found_at = regain.now() where account_id = a.id;
    if f.purpose = 'CHANGE' then
        return query select 'DONE', apply_change(f, p_phc, true, p_keep_session);
        return;
    end if;
    n := apply_reset(f, p_phc, true, p_saved_macs);
    update account
    set password_compromised_at = case when a.password_compromised_at > w.asked_at then a.password_compromised_at end,
        frozen_at = case when a.frozen_at > w.asked_at then a.frozen_at end
    where id = a.id;
    return query select 'DONE', n;
end $$;

-- The directory did not take the new password: nothing has changed, and another may be tried. That of a change is another change.
create or replace function directory_refused(p_flow uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update flow set ended_at = regain.now(), ended_because = 'REFUSED', step = step + 1
    where id = p_flow and purpose = 'CHANGE' and ended_at is null and completed_at is null
      and exists (select from directory_write where flow_id = p_flow and settled_at is null);
    update directory_write set settled_at = regain.now(), outcome = 'REFUSED' where flow_id = p_flow and settled_at is null
$$;

-- Whether what became of a password of this flow's account is being found out.
create or replace function directory_write_is_open(p_flow uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from directory_write w join flow f on f.account_id = w.account_id where f.id = p_flow and w.settled_at is null)
$$;

-- What was about to be written a while ago and is not known to have been: the directory has to be asked. So long ago that nobody is still
-- writing it: that is sent within half a minute, or not at all (`LdapDirectory`), and takes four answers of five seconds. `purpose`: of the
-- flow, RECOVERY or CHANGE.
create or replace function open_directory_writes()
    returns table (flow_id uuid, account_id uuid, entry text, changed_before timestamptz, purpose text)
    language sql stable rows 10 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select w.flow_id, w.account_id, p.entry, w.changed_before, f.purpose
    from directory_write w join directory_person p on p.account_id = w.account_id join flow f on f.id = w.flow_id
    where w.settled_at is null and w.asked_at < regain.now() - interval '60 seconds'
    order by w.asked_at limit 100
$$;

-- Somebody was found in the directory by who asked at `p_asked_at`, with a password that was set at `p_changed_at`. Where that was not by
-- Regain, everything that the account has open ends, its methods stay as they are until its owner proves who they are, and its owner is
-- told. True then. `p_asked_at` null: just now.
create or replace function directory_found(p_account uuid, p_changed_at timestamptz, p_asked_at timestamptz default null)
    returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
    p directory_person;
begin
    select * into a from account where id = p_account for no key update;
    select * into p from directory_person where account_id = p_account for no key update;
    if p.account_id is null or p_changed_at is null or p.changed_at is not distinct from p_changed_at
        or p.found_at > least(p_asked_at, regain.now())
        or exists (select from directory_write where account_id = a.id and settled_at is null) then
        return false;
    end if;
    update directory_person set changed_at = p_changed_at, found_at = least(p_asked_at, regain.now()) where account_id = a.id;
    if state_of_its_own(a.id) = 'UNCLAIMED' or a.state = 'DELETED' then
        return false;
    end if;
    -- Before sessions end, as in `change_standing`.
    insert into announcement (account_id, kind) values (a.id, 'PASSWORD_MOVED');
    perform end_what_was_open(a.id, null, null);
    update account set frozen_at = regain.now() where id = a.id;
    perform note_event('PASSWORD_MOVED', a.id, null, '', '', null);
    return true;
end $$;

-- Whether the directory still lets somebody in. Who is disabled or gone there is suspended here, a last global administrator too, since
-- whoever enables them there again has them back here. Only what was suspended for that is lifted then, as carefully as in
-- `change_standing`. Returns SUSPENDED, SUSPENSION_LIFTED or UNCHANGED.
create or replace function directory_standing(p_account uuid, p_there boolean) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
    p directory_person;
    done text;
begin
    select * into a from account where id = p_account for no key update;
    select * into p from directory_person where account_id = p_account for no key update;
    if p.account_id is null then
        return 'UNCHANGED';
    elsif not p_there and a.state in ('UNCLAIMED', 'ACTIVE') then
        done := 'SUSPENDED';
        update account set state = 'SUSPENDED', suspended_at = regain.now() where id = a.id returning suspended_at into a.suspended_at;
        update directory_person set stopped_at = a.suspended_at where account_id = a.id;
    elsif p_there and a.state = 'SUSPENDED' and a.suspended_at = p.stopped_at then
        done := 'SUSPENSION_LIFTED';
        update account set state = state_of_its_own(id), suspended_at = null where id = a.id;
        update directory_person set stopped_at = null where account_id = a.id;
        update account_role set granted_at = regain.now() where account_id = a.id;
        perform tell_global_administrators('GLOBAL_ADMIN_ADDED', a.organisation_id, array [a.id])
        where has_role(a.id, array ['GLOBAL_ADMIN']);
    else
        return 'UNCHANGED';
    end if;
    insert into announcement (account_id, kind) select a.id, done where state_of_its_own(a.id) <> 'UNCLAIMED';
    if done = 'SUSPENDED' then
        perform end_what_was_open(a.id, null, null);
    end if;
    perform note_event(done, a.id, null, '', '', null);
    return done;
end $$;

-- Somebody is called so in the directory by now: by that user name they sign in from then on, and the one before leads to nobody any more.
-- It stays theirs, as every name that somebody had, so whoever is called so there next is nobody here. Returns RENAMED, UNCHANGED, NAME_TAKEN or
-- LOOKS_ALIKE; they are called as before then.
create or replace function directory_called(p_account uuid, p_key text, p_shown text, p_skeleton text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_before text;
    broken text;
begin
    perform 1 from account where id = p_account and state <> 'DELETED' for no key update;
    if not found or entry_of(p_account) is null then
        return 'UNCHANGED';
    end if;
    select key into v_before from account_name where account_id = p_account and kind = 'USERNAME' and retired_at is null;
    if v_before = p_key then
        update account_name set shown = p_shown where key = p_key;
        return 'UNCHANGED';
    end if;
    update account_name set retired_at = regain.now() where key = v_before;
    insert into account_name as n (key, account_id, kind, shown, skeleton) values (p_key, p_account, 'USERNAME', p_shown, p_skeleton)
    on conflict (key) do update set shown = excluded.shown, retired_at = null where n.account_id = p_account and n.kind = 'USERNAME';
    if not found then
        raise unique_violation using constraint = 'account_name_pkey';
    end if;
    perform note_event('RENAMED_IN_DIRECTORY', p_account, null, '', '', null);
    return 'RENAMED';
exception when unique_violation then
    get stacked diagnostics broken = constraint_name;
    return case broken when 'account_name_skeleton' then 'LOOKS_ALIKE' else 'NAME_TAKEN' end;
end $$;

-- The directory has another address for somebody who has not claimed their account yet: that is where they are written to. Nobody has shown to
-- have the one before, so it is no name of anybody's; codes that went there are worth nothing. What somebody has claimed stays as they left it.
-- Returns DONE, UNCHANGED or NAME_TAKEN.
create or replace function directory_reached(p_account uuid, p_email_key text, p_email text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account where id = p_account and state = 'UNCLAIMED' for no key update;
    if not found or entry_of(p_account) is null then
        return 'UNCHANGED';
    end if;
    update account_name set key = p_email_key, shown = p_email, skeleton = p_email_key where account_id = p_account and kind = 'EMAIL';
    update contact set address = p_email, version = version + 1
    where account_id = p_account and kind = 'EMAIL' and confirmed_at is null and removed_at is null;
    return 'DONE';
exception when unique_violation then
    return 'NAME_TAKEN';
end $$;

-- Everybody who came from the directory and is not erased: `stopped`, whether they are suspended for not being let in there; `user_name`, what
-- they are called here; `mail`, where they are to be reached, as long as they have not claimed the account.
create or replace function directory_people()
    returns table (account_id uuid, entry text, changed_at timestamptz, state text, stopped boolean, user_name text, mail text)
    language sql stable rows 10000 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.id, p.entry, p.changed_at, a.state, a.state = 'SUSPENDED' and a.suspended_at = p.stopped_at,
           (select n.shown from account_name n where n.account_id = a.id and n.kind = 'USERNAME' and n.retired_at is null),
           (select c.address from contact c
            where a.state = 'UNCLAIMED' and c.account_id = a.id and c.kind = 'EMAIL' and c.confirmed_at is null and c.removed_at is null)
    from directory_person p join account a on a.id = p.account_id
$$;

-- Whoever is about to read the whole directory, if nobody does and nobody has begun to within `p_pause`: since when. Null: not now.
create or replace function begin_directory_reading(p_pause interval) returns timestamptz
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into directory_reading as r (started_at, leased_until) values (regain.now(), regain.now() + interval '5 minutes')
    on conflict (one) do update set started_at = excluded.started_at, leased_until = excluded.leased_until
    where r.leased_until <= regain.now() and r.started_at <= regain.now() - p_pause
    returning r.started_at
$$;

-- They still do. False: it took them so long that another has begun.
create or replace function go_on_reading_directory(p_started_at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update directory_reading set leased_until = regain.now() + interval '5 minutes' where started_at = p_started_at and leased_until > regain.now();
    return found;
end $$;

-- They do no more. Of the whole directory, who is nobody here, or not by what they are called there; what that is, and why. Null where it was not
-- read to its end.
create or replace function end_directory_reading(p_started_at timestamptz, p_entries text[], p_names text[], p_reasons text[])
    returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update directory_reading
    set leased_until = regain.now(), finished_at = case when p_entries is null then finished_at else regain.now() end
    where started_at = p_started_at and leased_until > regain.now();
    if not found or p_entries is null then
        return;
    end if;
    delete from directory_refused_entry where entry <> all (p_entries);
    insert into directory_refused_entry as e (entry, user_name, reason)
    select * from unnest(p_entries, p_names, p_reasons)
    on conflict (entry) do update set user_name = excluded.user_name, reason = excluded.reason, at = excluded.at
    where (e.user_name, e.reason) <> (excluded.user_name, excluded.reason);
end $$;
