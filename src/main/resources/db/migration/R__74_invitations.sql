-- Bringing people in from the console: one, or a list that is looked at first. An account that exists, or did, is never
-- touched. Links and mails are made by who takes the announcements; the console gets neither to see.

create or replace function invited_people(p_people jsonb) returns setof invited_person
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select * from jsonb_populate_recordset(null::invited_person, p_people)
$$;

-- Who may not invite these: STALE (sign in again first: a role or a password from elsewhere is given), NOT_ALLOWED (only a
-- global administrator gives those, as in `change_roles`). Null where they may.
create or replace function invitation_refusal(p_flow uuid, p_key_hash bytea, p_people jsonb) returns text
    language plpgsql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, console_life());
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
create or replace function invite(p_flow uuid, p_key_hash bytea, p_people jsonb, p_source text, p_browser text,
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
    where id = (select organisation_id from administrator(p_flow, p_key_hash, console_life())) for no key update;
    result := invitation_refusal(p_flow, p_key_hash, p_people);
    if result is not null then
        return;
    end if;
    actor := administrator(p_flow, p_key_hash, console_life());
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
create or replace function keep_invitations(p_flow uuid, p_key_hash bytea, p_people jsonb) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, console_life());
    kept uuid;
begin
    if actor.id is null then
        return null;
    end if;
    delete from invitation_list where account_id = actor.id and people is not null or created_at < regain.now() - list_life();
    insert into invitation_list (organisation_id, account_id, people) values (actor.organisation_id, actor.id, p_people)
    returning id into kept;
    return kept;
end $$;

-- What would become of a list, or has: no row for anybody else's, nor after an hour. `alike`: names of it, fifty at most, that
-- look like those of others; with one of them, nobody of the list can be invited.
create or replace function look_at_invitations(p_flow uuid, p_key_hash bytea, p_list uuid)
    returns table (used boolean, invited integer, known integer, imported integer, alike text[], rewritten text[],
                   waiting integer)
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    with list as materialized (
        select l.* from invitation_list l join administrator(p_flow, p_key_hash, console_life()) a on a.id = l.account_id
        where l.id = p_list and l.created_at > regain.now() - list_life()),
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
create or replace function use_invitations(p_flow uuid, p_key_hash bytea, p_list uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l invitation_list;
    i record;
begin
    select x.* into l from invitation_list x
    where x.id = p_list and x.account_id = (administrator(p_flow, p_key_hash, console_life())).id
      and x.created_at > regain.now() - list_life()
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
