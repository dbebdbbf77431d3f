-- What a password's hash costs, chosen once for all nodes by what is cheapest on this machine.

-- OWASP calls these equal in strength: KiB of memory for Argon2id, and passes over it. Nothing weaker is chosen or kept.
-- Source: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
create function equal_costs() returns table (memory_kib integer, passes integer)
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    values (47104, 1), (19456, 2), (12288, 3), (9216, 4), (7168, 5)
$$;

-- Whether a hash costs at least as much as one of them.
create function is_strong(p_memory_kib integer, p_passes integer) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from equal_costs() e where p_memory_kib >= e.memory_kib and p_passes >= e.passes)
$$;

create table hash_cost (
    only_one   boolean     primary key default true check (only_one),
    memory_kib integer     not null,
    passes     integer     not null,
    chosen_at  timestamptz not null default regain.now(),
    check (is_strong(memory_kib, passes))
);

-- Where people have passwords, the price stays: a sign-in that costs more or less than that of nobody's account tells that there is one.
insert into hash_cost (memory_kib, passes) select 19456, 2 from password limit 1;
