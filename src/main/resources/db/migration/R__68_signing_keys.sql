-- The keys that sign what portals are told. They stand here wrapped with a key of the keys file: a reader of this database can sign
-- nothing, and cannot make one that a node would take. Of an algorithm the newest that is not in the future signs; where a clock was set
-- back behind all of them, the first.

-- Those that are published: one that signs, the next, and those that have signed what somebody may still have.
create or replace function signing_keys()
    returns table (kid text, algorithm text, wrapped bytea, signs boolean, signs_from timestamptz, published_until timestamptz)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select k.kid, k.algorithm, k.wrapped, (k.signs_from <= regain.now() or k.first) and coalesce(k.next > regain.now(), true),
           k.signs_from, k.next + signed_life()
    from (select s.*, lead(s.signs_from) over w as next, row_number() over w = 1 as first from signing_key s
          window w as (partition by s.algorithm order by s.signs_from)) k
    where coalesce(k.next + signed_life() > regain.now(), true)
    order by k.algorithm, k.signs_from
$$;

-- From when a new key of this algorithm would sign; null: it is not time to make one. The first signs at once.
create or replace function next_signing(p_algorithm text) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when max(signs_from) is null then regain.now()
                when max(signs_from) + signing_life() <= regain.now() + signing_notice()
                    then greatest(max(signs_from) + signing_life(), regain.now() + signing_notice()) end
    from signing_key where algorithm = p_algorithm
$$;

-- The next key. False: another node has made it. The table is locked first, so that there is one next key.
create or replace function add_signing_key(p_kid text, p_algorithm text, p_wrapped bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_from timestamptz;
begin
    lock table signing_key in share row exclusive mode;
    v_from := next_signing(p_algorithm);
    if v_from is not null then
        insert into signing_key (kid, algorithm, wrapped, signs_from) values (p_kid, p_algorithm, p_wrapped, v_from);
    end if;
    return v_from is not null;
end $$;

-- A key that signs from now on, in the place of the one that does and of the one that would. Withdrawn ones are published no more.
create or replace function replace_signing_key(p_kid text, p_algorithm text, p_wrapped bytea, p_withdraw boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_from timestamptz;
begin
    lock table signing_key in share row exclusive mode;
    -- Whoever waited for the lock began before whoever had it: what that one made has signed since, and stays published.
    v_from := greatest(regain.now(), (select max(signs_from) + interval '1 microsecond' from signing_key
                                      where algorithm = p_algorithm and not p_withdraw
                                        and signs_from <= regain.now() + interval '1 minute'));
    delete from signing_key where algorithm = p_algorithm and (p_withdraw or signs_from > v_from);
    insert into signing_key (kid, algorithm, wrapped, signs_from) values (p_kid, p_algorithm, p_wrapped, v_from);
    perform note_event(case when p_withdraw then 'SIGNING_KEYS_WITHDRAWN' else 'SIGNING_KEYS_ROTATED' end, null, null, '', '',
                       p_algorithm);
end $$;
