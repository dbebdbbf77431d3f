-- What is to be sent. The sealed column holds address, kind and code for the dispatcher alone; decoys look the same.
create table outbox (
    id           uuid primary key,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    channel      text        not null check (channel in ('EMAIL', 'SMS')),
    sealed       bytea,
    state        text        not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'DROPPED', 'FAILED', 'EXPIRED')),
    attempts     integer     not null default 0,
    not_before   timestamptz not null,
    leased_until timestamptz,
    settled_at   timestamptz,
    failure      text,
    -- Whose code it carries, or would, for a page to say how it fares; null for everything else.
    flow_id      uuid,
    check (sealed is null or state = 'QUEUED')
);
-- What is settled stays so, and what waits is neither exchanged nor counted down: the dispatcher's role may only go on.
create function stays_settled() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    raise exception 'What is settled stays settled' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_settled before update on outbox for each row
    when (old.state <> 'QUEUED' or new.attempts < old.attempts or new.sealed is distinct from old.sealed and new.sealed is not null)
    execute function stays_settled();

create index outbox_due on outbox (not_before) where state = 'QUEUED';
create index on outbox (flow_id, created_at) where flow_id is not null;
create index outbox_expiring on outbox (expires_at) where state = 'QUEUED';
create index outbox_settled on outbox (settled_at) where settled_at is not null;

-- What happened, append only: nobody but the owner of the schema may change or remove a row. What is older than 400 days goes
-- (`tidy`).
create table audit_event (
    id              uuid primary key,
    at              timestamptz not null default regain.now(),
    kind            text        not null,
    account_id      uuid,
    organisation_id uuid,
    flow_id         uuid,
    source          text        not null,
    browser         text        not null,
    detail          text
);
create index on audit_event (account_id, at desc);
create index on audit_event (at);

-- Writes down what a function does, in the function itself: whoever may call it cannot leave the line out.
create function note_event(p_kind text, p_account uuid, p_flow uuid, p_source text, p_browser text, p_detail text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into audit_event (id, kind, account_id, organisation_id, flow_id, source, browser, detail)
    values (gen_random_uuid(), p_kind, p_account, (select organisation_id from account where id = p_account), p_flow, p_source,
            p_browser, p_detail)
$$;

-- How often a thing was tried: the times within the window, never more of them than the limit allows.
create table limit_count (
    name    text        not null,
    subject bytea       not null,
    times   timestamptz[] not null,
    primary key (name, subject)
);

-- Takes one place under a limit, or says false. One statement holds the row, so parallel tries cannot slip through.
create function take_place(p_name text, p_subject bytea, p_most integer, p_window interval) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    taken integer;
begin
    insert into limit_count as l (name, subject, times)
    values (p_name, p_subject, array [regain.now()])
    on conflict (name, subject) do update
        set times = array(select t from unnest(l.times) t where t > regain.now() - p_window) || regain.now()
        where (select count(*) from unnest(l.times) t where t > regain.now() - p_window) < p_most;
    get diagnostics taken = row_count;
    return taken = 1;
end $$;

-- When the next place under a limit comes free; null when one is free now.
create function next_place(p_name text, p_subject bytea, p_most integer, p_window interval) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when count(*) >= p_most then min(t) + p_window end
    from (select unnest(times) t from limit_count where name = p_name and subject = p_subject) x
    where t > regain.now() - p_window
$$;

-- How often a thing was tried by everybody together: counted by twelfths of the window, of which `parts` holds the current one,
-- `newest`, and the twelve before it, the newest first. What is thirteen parts old is a whole window ago. Split over shards,
-- where tries are so many that a single row would be waited for.
create table limit_total (
    name   text      not null,
    shard  integer   not null,
    parts  integer[] not null,
    newest bigint    not null,
    primary key (name, shard)
);

-- What was taken in this shard, as seen from part `p_part`. A clock that was set back forgets nothing.
create function taken_in(p_parts integer[], p_newest bigint, p_part bigint) returns integer
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(sum(n), 0)::integer from unnest(p_parts[1:13 - least(greatest(p_part - p_newest, 0), 13)::integer]) n
$$;

-- Takes one of the `p_most` places that everybody has within any window; null when it was taken, else from when there is one
-- again. Never are more taken than `p_most`. A place comes free up to a twelfth of the window late. The shards together have
-- exactly `p_most`, and who finds one full takes another's; one that somebody holds is passed by while any other has room, so
-- no two wait for each other.
create function take_place_of_all(p_name text, p_shard integer, p_shards integer, p_most integer, p_window interval)
    returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    width constant numeric := extract(epoch from p_window) / 12;
    part  constant bigint := floor(extract(epoch from regain.now()) / width);
    taken limit_total;
begin
    for waits in 0..3 loop
        if waits = 3 then
            select * into taken from limit_total l
            where l.name = p_name and taken_in(l.parts, l.newest, part) < (p_most + p_shards - 1 - l.shard) / p_shards
            order by l.shard <> p_shard limit 1 for update;
        else
            select * into taken from limit_total l
            where l.name = p_name and taken_in(l.parts, l.newest, part) < (p_most + p_shards - 1 - l.shard) / p_shards
            order by l.shard <> p_shard limit 1 for update skip locked;
        end if;
        exit when taken.name is not null;
        if waits = 0 then
            insert into limit_total (name, shard, parts, newest)
            select p_name, s, array_fill(0, array [13]), part from generate_series(0, p_shards - 1) s
            on conflict do nothing;
        end if;
    end loop;
    if taken.name is null then
        return (select to_timestamp((min(l.newest - (n.at - 1)) + 13) * width)
                from limit_total l, unnest(l.parts) with ordinality n (many, at)
                where l.name = p_name and n.many > 0 and l.newest - (n.at - 1) >= part - 12);
    end if;
    taken.parts := (array_fill(0, array [least(greatest(part - taken.newest, 0), 13)::integer]) || taken.parts)[1:13];
    update limit_total
    set parts = (taken.parts[1] + 1) || taken.parts[2:13], newest = greatest(taken.newest, part)
    where name = p_name and shard = taken.shard;
    return null;
end $$;
