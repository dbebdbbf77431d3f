-- What a thief may have added: set aside at a reset, kept or dropped by the owner.

-- Takes methods away for good. Links that were mailed to an address which goes stay alive: it may be the owner's.
create or replace function take_away(p_ids uuid[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update contact set removed_at = regain.now(), version = version + 1 where id = any (p_ids) and removed_at is null;
    update authenticator set removed_at = regain.now() where id = any (p_ids) and removed_at is null;
    update saved_code set retired_at = regain.now() where id = any (p_ids) and used_at is null and retired_at is null;
$$;

-- At a reset: sets aside each method of which nobody can tell who added it, until its owner has said so. Not what this very
-- flow was proven by, beside something older; nor what was there when the account was claimed. What was added in the hour
-- after that was in no quarantine, and may be a thief's all the same. Where somebody has waited because they could not show more, all that
-- a sign-in would ask for beside the password: nobody has shown it while everybody who could was told, and it would keep them out.
create or replace function set_aside(p_flow flow) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    shown proof[] := array(select v from valid_proofs(p_flow.id) v);
    used uuid[] := array(select unnest(array [contact_id, authenticator_id]) from unnest(shown));
    codes boolean := exists (select from unnest(shown) where class = 'SAVED');
    waited boolean := proven_classes(p_flow.id) < required_classes(p_flow.account_id);
    doubt uuid[] := array(
        select id from live_methods(p_flow.account_id)
        where confirmed and set_aside_at is null
          and (waited and class_of(way) = any (second_classes())
               or (serves_from > added_at or added_at > (select claimed_at from account where id = p_flow.account_id))
                  and added_at > undisputed_until(p_flow.account_id))
          and id <> all (array_remove(used, null))
          and not (codes and way = 'SAVED_CODE'));
begin
    if cardinality(doubt) > 0 then
        update contact set set_aside_at = regain.now() where id = any (doubt);
        update authenticator set set_aside_at = regain.now() where id = any (doubt);
        update saved_code set set_aside_at = regain.now() where id = any (doubt);
    end if;
    perform keep_set_aside(used || case when codes then array(select id from live_methods(p_flow.account_id)
                                                             where way = 'SAVED_CODE') end);
end $$;

create or replace function keep_set_aside(p_ids uuid[]) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update contact set set_aside_at = null where id = any (p_ids) and set_aside_at is not null;
    update authenticator set set_aside_at = null where id = any (p_ids) and set_aside_at is not null;
    update saved_code set set_aside_at = null where id = any (p_ids) and set_aside_at is not null;
$$;

-- The reset that this browser completed a quarter of an hour ago at most, its account locked; null when anything that ends
-- what is open has happened since.
create or replace function just_reset(p_flow uuid, p_key_hash bytea) returns flow
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
    a account;
begin
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and purpose = 'RECOVERY' and outcome = 'RESET'
      and completed_at > regain.now() - flow_life();
    select * into a from account where id = f.account_id for no key update;
    if a.id is null or a.state <> 'ACTIVE' or a.auth_epoch <> f.auth_epoch or a.frozen_at is not null
        or a.password_compromised_at is not null then
        return null;
    end if;
    return f;
end $$;

-- What waits for its owner's word once this flow has reset the password. Saved codes are one thing: the id of any of them
-- stands for all.
create or replace function set_aside_of(p_flow uuid)
    returns table (way text, id uuid, name text, many integer, added_at timestamptz)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select m.way, min(m.id::text)::uuid, m.name, count(*)::integer, min(m.added_at)
    from flow f cross join lateral live_methods(f.account_id) m
    where f.id = p_flow and f.purpose = 'RECOVERY' and f.outcome = 'RESET' and m.set_aside_at is not null
    group by m.way, m.name, case when m.way <> 'SAVED_CODE' then m.id end
    order by min(m.added_at), min(m.id::text)
$$;

-- The methods of this account that were set aside and that an id stands for.
create or replace function set_aside_by_id(p_account uuid, p_id uuid) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select array(select m.id from live_methods(p_account) m, live_methods(p_account) one
                 where one.id = p_id and m.set_aside_at is not null
                   and (m.id = p_id or m.way = 'SAVED_CODE' and one.way = 'SAVED_CODE'))
$$;

-- "It is mine": by a reset that took an older proof, one out of quarantine and not a text. Returns DONE, STALE, NONE or
-- NOT_PROVEN.
create or replace function keep_method(p_flow uuid, p_key_hash bytea, p_id uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := just_reset(p_flow, p_key_hash);
    ids uuid[] := set_aside_by_id(f.account_id, p_id);
begin
    if f.id is null then
        return 'STALE';
    end if;
    if cardinality(ids) = 0 then
        return 'NONE';
    end if;
    if not exists (select from proof where flow_id = f.id and class <> 'PASSWORD' and method <> 'SMS'
                   and serves_from <= proven_at) then
        return 'NOT_PROVEN';
    end if;
    perform keep_set_aside(ids);
    perform note_event('METHOD_KEPT', f.account_id, f.id, f.source, f.browser, (select m.way from live_methods(f.account_id) m where m.id = p_id));
    return 'DONE';
end $$;

-- "It is not mine": gone for good. The last address stays, set aside, since somebody has to be told what happens. Returns DONE,
-- STALE, NONE or LAST.
create or replace function drop_method(p_flow uuid, p_key_hash bytea, p_id uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow := just_reset(p_flow, p_key_hash);
    ids uuid[] := set_aside_by_id(f.account_id, p_id);
begin
    if f.id is null then
        return 'STALE';
    end if;
    if cardinality(ids) = 0 then
        return 'NONE';
    end if;
    if not exists (select from live_methods(f.account_id) where way = 'EMAIL' and confirmed and id <> all (ids)) then
        return 'LAST';
    end if;
    perform note_event('METHOD_REMOVED', f.account_id, f.id, f.source, f.browser,
                       (select m.way from live_methods(f.account_id) m where m.id = p_id));
    perform take_away(ids);
    return 'DONE';
end $$;
