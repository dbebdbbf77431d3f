-- Lists of people: kept for an hour for who uploaded them, looked at, and worked through in small batches once they are confirmed.

-- Keeps a list for who uploaded it, in the place of the one before that they have not used. Null where they are no administrator.
create or replace function keep_invitations(p_flow uuid, p_key_hash bytea, p_people jsonb) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, console_life());
    kept uuid;
begin
    if actor.id is null then
        return null;
    end if;
    delete from invitation_list where account_id = actor.id and started_at is null or forgotten_from <= regain.now();
    insert into invitation_list (organisation_id, account_id, people, forgotten_from)
    values (actor.organisation_id, actor.id, p_people, regain.now() + list_life())
    returning id into kept;
    return kept;
end $$;

-- Names of a list, fifty at most, that look like those of others: with one of them, the list can't be begun.
create or replace function names_alike(p_people jsonb) returns text[]
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select array(select p.user_shown from invited_people(p_people) p
                     join account_name n on n.skeleton = p.skeleton and n.kind = 'USERNAME'
                 where not exists (select from account_name t where t.key in (p.email_key, p.user_key)) limit 50)
$$;

-- What would become of a list, or has: no row for anybody else's, but that a global administrator sees those of the organisation that
-- have been begun; nor after an hour. `state` is KEPT, UNDER_WAY, DONE, STOPPED (by an administrator) or CLOSED (who began it may not go
-- on).
create or replace function look_at_invitations(p_flow uuid, p_key_hash bytea, p_list uuid)
    returns table (state text, whole integer, invited integer, known integer, left_out integer, imported integer, alike text[],
                   rewritten text[], waiting integer, begun_at timestamptz, used boolean)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    with list as materialized (
        select l.* from invitation_list l join administrator(p_flow, p_key_hash, console_life()) a
            on a.id = l.account_id
               or l.started_at is not null and a.organisation_id = l.organisation_id and has_role(a.id, array ['GLOBAL_ADMIN'])
        where l.id = p_list and l.forgotten_from > regain.now()),
    person as materialized (
        select p.*, exists (select from account_name n where n.key in (p.email_key, p.user_key)) as taken
        from list cross join lateral invited_people(list.people) p where list.started_at is null)
    select case when l.started_at is null then 'KEPT' else coalesce(l.ended, 'UNDER_WAY') end, l.whole,
           case when l.started_at is null then (select count(*)::integer from person where not taken) else l.invited end,
           case when l.started_at is null then (select count(*)::integer from person where taken) else l.known end,
           l.alike,
           (select count(*)::integer from person where not taken and hash is not null),
           case when l.started_at is null then names_alike(l.people) else '{}' end,
           array(select p.email from person p where not p.taken and p.email_key like '%@%xn--%' order by p.email limit 50),
           (select count(*)::integer from announcement w join account a on a.id = w.account_id
            where w.kind = 'INVITED' and a.organisation_id = l.organisation_id),
           l.started_at, l.started_at is not null
    from list l
$$;

-- Those that are under way: one's own, and all of the organisation for a global administrator.
create or replace function lists_under_way(p_flow uuid, p_key_hash bytea)
    returns table (id uuid, whole integer, done integer, begun_at timestamptz)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select l.id, l.whole, l.invited + l.known + l.alike, l.started_at
    from invitation_list l join administrator(p_flow, p_key_hash, console_life()) a on a.organisation_id = l.organisation_id
    where l.started_at is not null and l.ended is null and (a.id = l.account_id or has_role(a.id, array ['GLOBAL_ADMIN']))
    order by l.started_at
$$;

-- How many people of a list are invited in one transaction, which nobody in the organisation waits for long.
create or replace function list_batch() returns integer language sql immutable return 250;

-- The next ones of a list. Whoever calls holds the organisation, then the list; whom it has come to is in the row, so what a node did not
-- commit is done by the next one, and nothing twice.
create or replace function invite_next(p_list uuid) returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l invitation_list;
    actor account;
    i record;
    past integer;
    now_done integer;
begin
    select x.* into l from invitation_list x where x.id = p_list;
    select a.* into actor from account a where a.id = l.account_id;
    past := l.invited + l.known + l.alike;
    -- Their session may be over. That they may give this, and that nothing has happened that ends their sessions, is asked each time.
    if actor.state <> 'ACTIVE' or actor.frozen_at is not null or actor.password_compromised_at is not null
        or actor.auth_epoch <> l.auth_epoch or actor.organisation_id <> l.organisation_id
        or not has_role(actor.id, case when l.gives then array ['GLOBAL_ADMIN'] else console_roles() end) then
        perform end_list(p_list, 'CLOSED');
        return 0;
    end if;
    i := invite_these(actor, jsonb_path_query_array(l.people, '$[$low to $high]',
                          jsonb_build_object('low', past, 'high', past + list_batch() - 1)), l.source, l.browser);
    if i.global and not l.told then
        perform tell_global_administrators('GLOBAL_ADMIN_ADDED', actor.organisation_id, array [actor.id]);
    end if;
    now_done := i.invited + i.known + i.alike;
    update invitation_list set invited = invited + i.invited, known = known + i.known, alike = alike + i.alike,
                               told = told or i.global
    where id = p_list;
    if past + now_done >= l.whole then
        perform end_list(p_list, 'DONE');
    end if;
    return now_done;
end $$;

create or replace function end_list(p_list uuid, p_ended text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update invitation_list set people = null, ended = p_ended, forgotten_from = regain.now() + list_life() where id = p_list
$$;

-- Begins to invite whom a list names: its own uploader, once. The first of them are invited here, so a short list is done with this; the
-- others by whichever node finds it (`continue_invitations`). Returns DONE, NONE, UNCHANGED, LOOKS_ALIKE or a refusal.
create or replace function use_invitations(p_flow uuid, p_key_hash bytea, p_list uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l invitation_list;
    actor account;
    refused text;
begin
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, console_life())) for no key update;
    actor := administrator(p_flow, p_key_hash, console_life());
    select x.* into l from invitation_list x
    where x.id = p_list and x.account_id = actor.id and x.forgotten_from > regain.now() for update;
    if l.id is null then
        return 'NONE';
    elsif l.started_at is not null then
        return 'UNCHANGED';
    end if;
    refused := invitation_refusal(p_flow, p_key_hash, l.people);
    if refused is not null then
        return refused;
    elsif cardinality(names_alike(l.people)) > 0 then
        return 'LOOKS_ALIKE';
    end if;
    update invitation_list
    set started_at = regain.now(), forgotten_from = 'infinity', whole = jsonb_array_length(l.people), auth_epoch = actor.auth_epoch,
        source = p_source, browser = p_browser,
        gives = exists (select from invited_people(l.people) where cardinality(roles) > 0 or hash is not null)
    where id = l.id;
    perform invite_next(l.id);
    return 'DONE';
end $$;

-- Goes on with the list that has come least far and that no other node is at: how many people of it are done now, 0 where there is nothing
-- to do. So a short list waits for no long one. One that no table takes stays where it is until it is stopped, and holds up no other.
create or replace function continue_invitations() returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    candidate record;
begin
    for candidate in select id, organisation_id from invitation_list where started_at is not null and ended is null
                     order by invited + known + alike, started_at loop
        perform 1 from organisation where id = candidate.organisation_id for no key update skip locked;
        if found then
            perform 1 from invitation_list where id = candidate.id and ended is null for update skip locked;
            if found then
                begin
                    return invite_next(candidate.id);
                exception when data_exception or integrity_constraint_violation or program_limit_exceeded then
                    raise warning 'The list % cannot go on: %', candidate.id, sqlerrm;
                end;
            end if;
        end if;
    end loop;
    return 0;
end $$;

-- Invites nobody else of a list. Who was invited stays so. By whoever began it, or a global administrator. Returns DONE, NONE, UNCHANGED.
create or replace function stop_invitations(p_flow uuid, p_key_hash bytea, p_list uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, console_life());
    l invitation_list;
begin
    select x.* into l from invitation_list x
    where x.id = p_list and x.organisation_id = actor.organisation_id and x.started_at is not null
      and (x.account_id = actor.id or has_role(actor.id, array ['GLOBAL_ADMIN'])) and x.forgotten_from > regain.now() for update;
    if l.id is null then
        return 'NONE';
    elsif l.ended is not null then
        return 'UNCHANGED';
    end if;
    perform end_list(l.id, 'STOPPED');
    perform note_administration('INVITING_STOPPED', null, actor, p_source, p_browser, (l.whole - l.invited - l.known - l.alike)::text);
    return 'DONE';
end $$;
