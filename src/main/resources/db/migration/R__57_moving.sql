-- A password moves into the directory, or out of it. An operator opens the way for somebody; nobody goes it but themselves, by the entitlement that
-- a change or a reset takes. Otherwise whoever runs the directory could make an entry with somebody's address, and sign in as them.

-- Somebody's password, which is kept here, may move to the entry that they are found to be. `p_organisation`: whose directory it is. Returns
-- OFFERED, UNCHANGED, NOT_HERE (nobody of theirs who is let in and has a password here) or ENTRY_TAKEN (it is, or was, somebody else's).
create or replace function offer_move_in(p_organisation uuid, p_account uuid, p_entry text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account where id = p_account and organisation_id = p_organisation and state = 'ACTIVE' for no key update;
    if not found or entry_of(p_account) is not null or not exists (select from password where account_id = p_account) then
        return 'NOT_HERE';
    elsif exists (select from directory_person where entry = p_entry)
        or exists (select from directory_offer where entry = p_entry and account_id <> p_account)
        or exists (select from directory_left where entry = p_entry and account_id <> p_account) then
        return 'ENTRY_TAKEN';
    end if;
    insert into directory_offer as o (account_id, way, entry) values (p_account, 'IN', p_entry)
    on conflict (account_id) do update set entry = excluded.entry, offered_at = excluded.offered_at where o.entry <> excluded.entry;
    if not found then
        return 'UNCHANGED';
    end if;
    perform note_event('MOVE_IN_OFFERED', p_account, null, '', '', null);
    return 'OFFERED';
end $$;

-- Somebody's password, which a directory keeps, may come here; also where they are suspended for now, since that directory may be gone when they are
-- back. Returns OFFERED, UNCHANGED or NOT_THERE (nobody of the organisation's who has claimed their account and has a password there).
create or replace function offer_move_out(p_organisation uuid, p_account uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform 1 from account
    where id = p_account and organisation_id = p_organisation and state in ('ACTIVE', 'SUSPENDED') for no key update;
    if not found or entry_of(p_account) is null or not exists (select from password where account_id = p_account) then
        return 'NOT_THERE';
    end if;
    insert into directory_offer (account_id, way, entry) values (p_account, 'OUT', entry_of(p_account)) on conflict (account_id) do nothing;
    if not found then
        return 'UNCHANGED';
    end if;
    perform note_event('MOVE_OUT_OFFERED', p_account, null, '', '', null);
    return 'OFFERED';
end $$;

-- What nobody has taken is offered no more; how many that were. What was taken stays.
create or replace function cancel_moves(p_organisation uuid, p_way text) returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    ended uuid[];
begin
    with gone as (
        delete from directory_offer o using account a
        where a.id = o.account_id and a.organisation_id = p_organisation and o.way = p_way returning o.account_id)
    select coalesce(array_agg(account_id), '{}') into ended from gone;
    perform note_event('MOVE_OFFER_ENDED', id, null, '', '', null) from unnest(ended) id;
    return cardinality(ended);
end $$;

-- An entry to which somebody may move is let in no more in the directory, or is not there: it is offered to nobody any more.
create or replace function void_move_in(p_entry text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with gone as (delete from directory_offer where entry = p_entry and way = 'IN' returning account_id)
    select note_event('MOVE_OFFER_ENDED', account_id, null, '', '', null) from gone
$$;

-- What is offered to somebody: `way`, IN or OUT, and the entry.
create or replace function offered_move(p_account uuid) returns table (way text, entry text)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select o.way, o.entry from directory_offer o where o.account_id = p_account
$$;

-- Entries of which nobody is to be made: they are offered to somebody who has an account (`offered`), or were theirs.
create or replace function entries_set_aside() returns table (entry text, offered boolean)
    language sql stable rows 100 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select o.entry, true from directory_offer o where o.way = 'IN'
    union all
    select l.entry, false from directory_left l where not exists (select from directory_offer o where o.entry = l.entry)
$$;

-- Everybody of an organisation who is not deleted, and what leads to them: for who looks which of them are somebody in the directory. `kept`: HERE,
-- THERE, or null where they have not claimed their account; `way`: what is offered to them.
create or replace function people_to_move(p_organisation uuid)
    returns table (account_id uuid, state text, kept text, way text, entry text, shown text, keys text[], administers boolean)
    language sql stable rows 10000 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.id, a.state,
           case when not exists (select from password p where p.account_id = a.id) then null when d.entry is null then 'HERE' else 'THERE' end,
           o.way, coalesce(o.entry, d.entry), min(n.shown), array_agg(n.key), has_role(a.id, array ['GLOBAL_ADMIN'])
    from account a
             join account_name n on n.account_id = a.id and n.retired_at is null
             left join directory_person d on d.account_id = a.id
             left join directory_offer o on o.account_id = a.id
    where a.organisation_id = p_organisation and a.state <> 'DELETED'
    group by a.id, a.state, d.entry, o.way, o.entry
$$;

-- How many have moved each way, and how many still may: for administrators.
create or replace function moves_counted(p_organisation uuid)
    returns table (moved_in integer, to_move_in integer, moved_out integer, to_move_out integer)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    -- From those who move, who are few, and not from everybody.
    select (select count(*) from directory_person d join account a on a.id = d.account_id
            where d.moved_in_at is not null and a.organisation_id = p_organisation)::integer,
           (select count(*) from directory_offer o join account a on a.id = o.account_id
            where o.way = 'IN' and a.organisation_id = p_organisation)::integer,
           (select count(distinct l.account_id) from directory_left l join account a on a.id = l.account_id
            where a.organisation_id = p_organisation
              and not exists (select from directory_person d where d.account_id = l.account_id))::integer,
           (select count(*) from directory_offer o join account a on a.id = o.account_id
            where o.way = 'OUT' and a.organisation_id = p_organisation)::integer
$$;

-- The password of who is signed in moves into the directory: by the entitlement of a change (`change_refusal`), `p_seen` shows that the one here
-- was typed. That the one there was, only the application can say. `p_changed_at`: when that was set there, asked before it was tried. `p_flow`
-- names the change. Returns DONE with the sessions ended, VOID (it is not offered, or to another entry), or what `change_refusal` says.
create or replace function move_in(p_sign_in uuid, p_sign_in_key_hash bytea, p_flow uuid, p_key_hash bytea, p_name_mac bytea,
                        p_version integer, p_seen bytea, p_entry text, p_phc text, p_changed_at timestamptz, p_keep_session text,
                        p_source text, p_browser text)
    returns table (result text, sessions integer)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    refusal text := change_refusal(p_sign_in, p_sign_in_key_hash, p_version, p_seen);
    v_account uuid := (select account_id from flow where id = p_sign_in);
    f flow;
begin
    if refusal is not null then
        return query select refusal, 0;
        return;
    end if;
    delete from directory_offer where account_id = v_account and way = 'IN' and entry = p_entry;
    if not found then
        return query select 'VOID', 0;
        return;
    end if;
    f := open_change(p_sign_in, p_flow, p_key_hash, p_name_mac, p_version, p_source, p_browser);
    insert into directory_person (account_id, entry, changed_at, moved_in_at) values (v_account, p_entry, p_changed_at, regain.now());
    delete from directory_left where entry = p_entry;
    perform note_event('MOVED_INTO_DIRECTORY', v_account, f.id, p_source, p_browser, null);
    return query select 'DONE', apply_change(f, p_phc, true, p_keep_session);
end $$;

-- Who somebody is in the directory that keeps their password, and whether a new one is kept here from now on (`leaves`). No row where theirs is.
create or replace function in_directory(p_account uuid) returns table (entry text, leaves boolean)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select d.entry, exists (select from directory_offer o where o.account_id = d.account_id and o.way = 'OUT')
    from directory_person d where d.account_id = p_account
$$;

-- Whether a new password of somebody who may have one is kept here: theirs is already, or may come. Then they are nobody in the directory any more,
-- and what was on its way there is no matter.
create or replace function may_keep_here(p_account uuid, p_flow uuid, p_source text, p_browser text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if entry_of(p_account) is null then
        return true;
    end if;
    delete from directory_offer where account_id = p_account and way = 'OUT';
    if not found then
        return false;
    end if;
    insert into directory_left (entry, account_id) values (entry_of(p_account), p_account);
    delete from directory_person where account_id = p_account;
    perform note_event('MOVED_OUT_OF_DIRECTORY', p_account, p_flow, p_source, p_browser, null);
    return true;
end $$;
