-- Limits: what may be tried how often, by one and by all.

-- Takes one permit under a limit, or says false. One statement holds the row, so parallel tries cannot slip through.
create or replace function take_place(p_name text, p_subject bytea, p_most integer, p_window interval) returns boolean
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

-- When the next permit under a limit comes free; null when one is free now.
create or replace function next_place(p_name text, p_subject bytea, p_most integer, p_window interval) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when count(*) >= p_most then min(t) + p_window end
    from (select unnest(times) t from limit_count where name = p_name and subject = p_subject) x
    where t > regain.now() - p_window
$$;

-- What was taken in this shard, as seen from part `p_part`. A clock that was set back forgets nothing.
create or replace function taken_in(p_parts integer[], p_newest bigint, p_part bigint) returns integer
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(sum(n), 0)::integer from unnest(p_parts[1:13 - least(greatest(p_part - p_newest, 0), 13)::integer]) n
$$;

-- Takes one of the `p_most` permits that everybody has within any window; null when it was taken, else from when there is one
-- again. Never are more taken than `p_most`. A permit comes free up to a twelfth of the window late. The shards together have
-- exactly `p_most`, and who finds one full takes another's; one that somebody holds is passed by while any other has room, so
-- no two wait for each other.
create or replace function take_place_of_all(p_name text, p_shard integer, p_shards integer, p_most integer, p_window interval)
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

-- Takes one of the `p_most` permits that this subject has within any window, where they are thousands; null when it was taken, else
-- from when there is one again. As with those of all, never more are taken, and one comes free up to a twelfth of the window late.
create or replace function take_place_of_many(p_name text, p_subject bytea, p_most integer, p_window interval) returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    width constant numeric := extract(epoch from p_window) / 12;
    part  constant bigint := floor(extract(epoch from regain.now()) / width);
begin
    insert into limit_rate as l (name, subject, parts, newest)
    values (p_name, p_subject, array [1] || array_fill(0, array [12]), part)
    on conflict (name, subject) do update
        set parts = (select (a[1] + 1) || a[2:13]
                     from (select (array_fill(0, array [least(greatest(part - l.newest, 0), 13)::integer]) || l.parts)[1:13] as a) x),
            newest = greatest(l.newest, part), at = regain.now()
        where taken_in(l.parts, l.newest, part) < p_most;
    if found then
        return null;
    end if;
    return (select to_timestamp((min(l.newest - (n.at - 1)) + 13) * width)
            from limit_rate l, unnest(l.parts) with ordinality n (many, at)
            where l.name = p_name and l.subject = p_subject and n.many > 0 and l.newest - (n.at - 1) >= part - 12);
end $$;

-- Gives the newest of them back, for what turned out not to be meant: what others took stays taken.
create or replace function give_place_of_many_back(p_name text, p_subject bytea) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update limit_rate l
    set parts = (select array_agg(case when n.at = newest.at then n.many - 1 else n.many end order by n.at)
                 from unnest(l.parts) with ordinality n (many, at),
                      (select min(o.at) as at from unnest(l.parts) with ordinality o (many, at) where o.many > 0) newest)
    where l.name = p_name and l.subject = p_subject
$$;

-- How many of them were taken within the window, less those of its oldest twelfth: never said to be more than were.
create or replace function places_taken_of_many(p_name text, p_subject bytea, p_window interval) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(sum(taken_in(parts, newest, floor(extract(epoch from regain.now()) / (extract(epoch from p_window) / 12))::bigint + 1)),
                    0)::integer
    from limit_rate where name = p_name and subject = p_subject
$$;

-- What an account's owner is told of who guesses. It stands in the queue of announcements, for somebody else to word and send,
-- so it takes no longer than the row; and it is the last thing that a transaction locks.

-- True once a day, for each thing that can be told.
create or replace function once_a_day(p_account uuid, p_what text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    insert into told_today as t (account_id, what) values (p_account, p_what)
    on conflict (account_id, what) do update set at = regain.now() where t.at <= regain.now() - interval '1 day';
    return found;
end $$;
