-- Bringing people in from the console: one, or a list that is looked at first. An account that exists, or did, is never
-- touched. Links and mails are made by who takes the announcements; the console gets neither to see.

-- A list that somebody has uploaded, until they have used it, or for an hour. What became of it stays as long.
create table invitation_list (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid        not null references organisation,
    account_id      uuid        not null references account,
    people          jsonb,
    created_at      timestamptz not null default regain.now(),
    invited         integer,
    known           integer,
    check ((people is null) = (invited is not null) and (people is null) = (known is not null))
);
create index on invitation_list (created_at);

-- One element of a list: what `make_account` asks for, and the hash of a password from elsewhere where there is one.
create type invited_person as (email_key text, email text, user_key text, user_shown text, skeleton text, language text,
                               roles text[], hash text);

create function invited_people(p_people jsonb) returns setof invited_person
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select * from jsonb_populate_recordset(null::invited_person, p_people)
$$;

-- Who may not invite these: STALE (sign in again first: a role or a password from elsewhere is given), NOT_ALLOWED (only a
-- global administrator gives those, as in `change_roles`). Null where they may.
create function invitation_refusal(p_flow uuid, p_key_hash bytea, p_people jsonb) returns text
    language plpgsql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, interval '24 hours');
begin
    if actor.id is null then
        return 'STALE';
    elsif jsonb_typeof(p_people) <> 'array' or jsonb_array_length(p_people) not between 1 and 100000 then
        return 'NOT_ALLOWED';
    elsif exists (select from invited_people(p_people) where cardinality(roles) > 0 or hash is not null) then
        return case when not has_role(actor.id, array ['GLOBAL_ADMIN']) then 'NOT_ALLOWED'
                    when (administrator(p_flow, p_key_hash, null)).id is null then 'STALE' end;
    end if;
    return null;
end $$;

-- Makes an unclaimed account for each of them, all or none, in the organisation of who asks, and has a claim link mailed to
-- those who bring no password. Names that belong to an account, or did, are left alone and counted. Returns DONE, LOOKS_ALIKE
-- or a refusal. One at a time in an organisation, so that two lists do not wait for each other for ever.
create function invite(p_flow uuid, p_key_hash bytea, p_people jsonb, p_source text, p_browser text,
                       out result text, out invited integer, out known integer)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account;
    one invited_person;
    made uuid;
    done text;
begin
    invited := 0;
    known := 0;
    -- Judged behind the lock: the list before may have taken a while, and who asks may have been stopped meanwhile.
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, interval '24 hours')) for no key update;
    result := invitation_refusal(p_flow, p_key_hash, p_people);
    if result is not null then
        return;
    end if;
    actor := administrator(p_flow, p_key_hash, interval '24 hours');
    for one in select * from invited_people(p_people) loop
        made := gen_random_uuid();
        if one.hash is null then
            done := make_account(made, actor.organisation_id, one.language, one.roles, one.email_key, one.email,
                                   gen_random_uuid(), one.user_key, one.user_shown, one.skeleton);
        else
            done := import_account(made, actor.organisation_id, one.language, one.roles, one.email_key, one.email,
                                   gen_random_uuid(), one.user_key, one.user_shown, one.skeleton, one.hash);
        end if;
        case done
            when 'CREATED' then
                invited := invited + 1;
                perform note_administration('ACCOUNT_INVITED', made, actor, p_source, p_browser, null);
                if one.hash is null then
                    insert into announcement (account_id, kind) values (made, 'INVITED');
                end if;
            when 'NAME_TAKEN' then
                known := known + 1;
            else
                raise exception 'LOOKS_ALIKE' using errcode = 'RG001';
        end case;
    end loop;
    if exists (select from invited_people(p_people) where 'GLOBAL_ADMIN' = any (roles)) and invited > 0 then
        perform tell_global_administrators('GLOBAL_ADMIN_ADDED', actor.organisation_id, array [actor.id]);
    end if;
    result := 'DONE';
exception when sqlstate 'RG001' then
    result := sqlerrm;
    invited := 0;
    known := 0;
end $$;

-- Keeps a list for who uploaded it, in the place of the one before. Null where they are no administrator.
create function keep_invitations(p_flow uuid, p_key_hash bytea, p_people jsonb) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, interval '24 hours');
    kept uuid;
begin
    if actor.id is null then
        return null;
    end if;
    delete from invitation_list where account_id = actor.id and people is not null or created_at < regain.now() - interval '1 hour';
    insert into invitation_list (organisation_id, account_id, people) values (actor.organisation_id, actor.id, p_people)
    returning id into kept;
    return kept;
end $$;

-- What would become of a list, or has: no row for anybody else's, nor after an hour. `alike`: names of it, fifty at most, that
-- look like those of others; with one of them, nobody of the list can be invited.
create function look_at_invitations(p_flow uuid, p_key_hash bytea, p_list uuid)
    returns table (used boolean, invited integer, known integer, imported integer, alike text[], rewritten text[],
                   waiting integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    with list as materialized (
        select l.* from invitation_list l join administrator(p_flow, p_key_hash, interval '24 hours') a on a.id = l.account_id
        where l.id = p_list and l.created_at > regain.now() - interval '1 hour'),
    person as materialized (
        select p.*, exists (select from account_name n where n.key in (p.email_key, p.user_key)) as taken
        from list cross join lateral invited_people(list.people) p where list.people is not null)
    select l.people is null,
           coalesce(l.invited, (select count(*)::integer from person where not taken)),
           coalesce(l.known, (select count(*)::integer from person where taken)),
           (select count(*)::integer from person where not taken and hash is not null),
           array(select p.user_shown from person p join account_name n on n.skeleton = p.skeleton and n.kind = 'USERNAME'
                 where not p.taken limit 50),
           array(select p.email from person p where not p.taken and p.email_key like '%@%xn--%' order by p.email limit 50),
           (select count(*)::integer from announcement w join account a on a.id = w.account_id
            where w.kind = 'INVITED' and a.organisation_id = l.organisation_id)
    from list l
$$;

-- Invites whom a list names: its own uploader, once. Returns as `invite` does, or NONE.
create function use_invitations(p_flow uuid, p_key_hash bytea, p_list uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l invitation_list;
    i record;
begin
    select x.* into l from invitation_list x
    where x.id = p_list and x.account_id = (administrator(p_flow, p_key_hash, interval '24 hours')).id
      and x.created_at > regain.now() - interval '1 hour'
    for update;
    if l.id is null then
        return 'NONE';
    elsif l.people is null then
        return 'UNCHANGED';
    end if;
    select * into i from invite(p_flow, p_key_hash, l.people, p_source, p_browser);
    if i.result = 'DONE' then
        update invitation_list set people = null, invited = i.invited, known = i.known where id = l.id;
    end if;
    return i.result;
end $$;

-- Removes what has served, at most a few thousand rows of each table at a time, so that no transaction is long and nobody waits
-- for it; says how many, and whoever tidies asks again until none is left. The numbers are explained in docs/operations.md.
drop function tidy();
create function tidy() returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    most constant integer := 5000;
    removed integer := 0;
    n integer;
begin
    delete from limit_count where ctid in (
        select ctid from limit_count where (select max(t) from unnest(times) t) < regain.now() - interval '2 days'
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from method_guard where ctid in (
        select ctid from method_guard
        where consecutive < 100 and (select max(t) from unnest(recent) t) < regain.now() - interval '30 days'
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from sign_in_guard where ctid in (
        select ctid from sign_in_guard where failures < 100 and last_failed_at < regain.now() - interval '2 days'
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from factor_guard where ctid in (
        select ctid from factor_guard where (select max(t) from unnest(recent) t) < regain.now() - interval '2 days'
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from outbox where ctid in (
        select ctid from outbox where settled_at < regain.now() - interval '7 days' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from spring_session where ctid in (
        select ctid from spring_session where expiry_time < extract(epoch from regain.now()) * 1000
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from known_device where ctid in (
        select ctid from known_device where last_used_at < regain.now() - interval '400 days'
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from saved_code where ctid in (
        select ctid from saved_code where retired_at < regain.now() - interval '30 days' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from claim_link where ctid in (
        select ctid from claim_link where expires_at < regain.now() - interval '30 days' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    -- Nothing looks at a password that was replaced.
    delete from password where ctid in (
        select o.ctid from password o
        where exists (select from password p where p.account_id = o.account_id and p.version > o.version
                                                 and p.created_at < regain.now() - interval '30 days')
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from flow where ctid in (
        select f.ctid from flow f where f.opened_at < regain.now() - interval '1 day'
            and (f.purpose in ('SIGN_IN', 'REGISTER')
                 or f.completed_at is null and (f.purpose <> 'RECOVERY' or f.account_id is null))
            and not exists (select from claim_link l where l.flow_id = f.id)
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from flow where ctid in (
        select f.ctid from flow f where f.opened_at < regain.now() - interval '90 days'
            and f.purpose = 'RECOVERY' and f.account_id is not null and f.completed_at is null
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    -- Proofs go with their flow; the flow by which the password of today came to be stays as long as that does.
    delete from flow where ctid in (
        select f.ctid from flow f where f.opened_at < regain.now() - interval '400 days' and f.completed_at is not null
            and not exists (select from password p where p.flow_id = f.id)
            and not exists (select from claim_link l where l.flow_id = f.id)
        limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from audit_event where ctid in (
        select ctid from audit_event where at < regain.now() - interval '400 days' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from used_challenge where ctid in (
        select ctid from used_challenge where expires_at < regain.now() limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from repudiation_link where ctid in (
        select ctid from repudiation_link where expires_at < regain.now() - interval '1 day' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from permit where ctid in (
        select ctid from permit where expires_at < regain.now() - interval '1 day' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from told_today where ctid in (
        select ctid from told_today where at < regain.now() - interval '2 days' limit most for update skip locked);
    get diagnostics n = row_count; removed := removed + n;
    delete from delivery_day where day < (regain.now() at time zone 'UTC')::date - 400;
    delete from invitation_list where created_at < regain.now() - interval '1 hour';
    perform erase_deleted();
    return removed;
end $$;
grant execute on function tidy() to regain_app;

grant execute on function invite(uuid, bytea, jsonb, text, text), keep_invitations(uuid, bytea, jsonb),
    look_at_invitations(uuid, bytea, uuid), use_invitations(uuid, bytea, uuid, text, text) to regain_admin;
