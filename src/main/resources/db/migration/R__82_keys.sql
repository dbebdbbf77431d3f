-- Which keys a node may come with.

-- Whether keys may be made: nobody is here yet whose password, codes or messages are another key's.
create or replace function may_make_keys() returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select not exists (select from known_key) and not exists (select from account)
$$;

-- The keysets of which a key is known that is not among these: whoever has no others must not serve. Writes nothing, so that a node
-- may ask while it runs, and an owner take a key out meanwhile.
create or replace function missing_keys(p_fingerprints bytea[]) returns text[]
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select array(select distinct k.keyset from known_key k where k.fingerprint <> all (array_remove(coalesce(p_fingerprints, '{}'), null)) order by 1)
$$;

-- Compares a node's keys with the known ones: the keysets of which one is missing. Where none is, those that are or were in use become
-- known. One that merely waits beside them does not: nothing is its, and the nodes that lack it lack nothing. The table is locked first: of
-- two nodes that come to an empty database with different keys, the second is refused.
create or replace function present_keys(p_keysets text[], p_fingerprints bytea[], p_used boolean[]) returns text[]
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    missing text[];
begin
    lock table known_key in share row exclusive mode;
    missing := missing_keys(p_fingerprints);
    if cardinality(missing) = 0 then
        insert into known_key (keyset, fingerprint)
        select keyset, fingerprint from unnest(p_keysets, p_fingerprints, p_used) as mine (keyset, fingerprint, used)
        where used
        on conflict do nothing;
    end if;
    return missing;
end $$;
