-- A counter that does not exist yet can't be locked: two tries that met while a third forgot their counters wrote them in
-- different orders and waited for each other.

-- Holds both counters of a sign-in, those too that do not exist yet, always in the same order: against other tries by the lock
-- of each subject, and against who forgets counters by their rows. Whoever writes two of them comes through here first.
create or replace function hold_counters(p_one bytea, p_other bytea) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform pg_advisory_xact_lock(k)
    from (select distinct hashtextextended(encode(s, 'hex'), 0) as k from unnest(array [p_one, p_other]) s order by 1) held;
    perform 1 from sign_in_guard where subject in (p_one, p_other) order by subject for update;
end $$;

-- Forgets the wrong passwords of an account, its rows taken in the order in which a sign-in takes them, and none besides: what
-- was written since is held by who waits for these.
create or replace function clear_lock(p_account uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    held bytea[] := array(select subject from sign_in_guard where account_id = p_account order by subject for update);
begin
    delete from sign_in_guard where subject = any (held);
end $$;
