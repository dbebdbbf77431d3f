-- "This wasn't me": what a link takes with it.

-- THIS WASN'T ME. What a notice's link takes away is decided when the notice is written, so that it is the same whenever the
-- link is used: at once, or on its last day. The table of it is in docs/decisions/0023.

-- Notices of what only somebody could do who knew the password, had a session or had proven to be the owner.
create or replace function tells_of_entry(p_kind text) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select p_kind in ('PASSWORD_RESET', 'PASSWORD_CHANGED', 'ACCOUNT_UNLOCKED', 'ACCOUNT_CLAIMED', 'METHOD_ADDED', 'METHOD_REMOVED',
                      'SAVED_CODES_RENEWED', 'SECOND_FACTOR_WRONG')
$$;

-- From when on added methods go with a notice that is written now. One that tells of a knock at the door is about nothing that
-- is in already. Where somebody was in, whatever is in quarantine now may be theirs; so may be what was added just now without
-- any, in the hour after the claim. What was there when the account was claimed is not theirs, unless they claimed it.
create or replace function link_takes_from(p_account uuid, p_kind text) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select least(regain.now(),
                 case when tells_of_entry(p_kind) then
                     (select min(m.added_at) from live_methods(p_account) m where not m.confirmed or m.serves_from > regain.now()) end,
                 case when p_kind in ('METHOD_ADDED', 'SAVED_CODES_RENEWED') then
                     (select max(m.added_at) from live_methods(p_account) m
                      where m.added_at > (select claimed_at from account where id = p_account)
                        and m.added_at > regain.now() - interval '1 minute') end,
                 case when p_kind = 'ACCOUNT_CLAIMED' then (select claimed_at from account where id = p_account) end)
$$;

create or replace function note_what_a_link_takes() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    new.takes_from := link_takes_from(new.account_id, new.kind);
    return new;
end $$;

create or replace trigger note_what_a_link_takes before insert on repudiation_link for each row execute function note_what_a_link_takes();

-- Uses a link. Lowers access only: flows and sessions end, credentials freeze, what was added since goes, and where somebody was
-- in, the password is held to be in wrong hands. So it is where a method goes, lest the password alone be enough without it.
-- Returns the account, or null for a dead link.
create or replace function repudiate(p_token_hash bytea) returns uuid
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    l repudiation_link;
    gone uuid[];
    back uuid;
begin
    -- The account before the link, as whoever tells of something takes them.
    perform 1 from account where id = (select account_id from repudiation_link where token_hash = p_token_hash) for no key update;
    update repudiation_link set used_at = regain.now()
    where token_hash = p_token_hash and used_at is null and expires_at > regain.now()
    returning * into l;
    if not found then
        return null;
    end if;
    gone := array(select m.id from live_methods(l.account_id) m join account a on a.id = l.account_id
                  where (m.added_at >= l.takes_from or not m.confirmed)
                    -- The mailbox that an account was claimed by.
                    and not (m.way = 'EMAIL' and m.confirmed and a.claimed_at is not null and m.added_at <= a.claimed_at));
    -- Nobody is left without any address. The one that the link went to comes back, if it was removed no longer ago than a new one
    -- would have to wait; later, whoever was put out does not put out the others: one stays.
    if not exists (select from live_methods(l.account_id) where way = 'EMAIL' and confirmed and id <> all (gone)) then
        select id into back from contact
        where id = l.contact_id and kind = 'EMAIL' and confirmed_at is not null
          and removed_at > regain.now() - make_interval(hours => policy_of(l.account_id, 'NEW_METHOD_HOURS'));
        if back is null then
            gone := array_remove(gone, (select id from live_methods(l.account_id)
                                        where way = 'EMAIL' and confirmed and id = any (gone)
                                        order by id is not distinct from l.contact_id desc, added_at limit 1));
        end if;
    end if;
    update account
    set frozen_at = regain.now(),
        -- Who says that it was not them has not taken a second factor away since, either: what was asked for is asked for again.
        two_since = case when exists (select from authenticator x where x.account_id = l.account_id and x.confirmed_at is not null
                                      and x.removed_at >= l.takes_from)
                         then coalesce(two_since, regain.now()) else two_since end,
        password_compromised_at = case when tells_of_entry(l.kind)
                                         or exists (select from live_methods(l.account_id) where id = any (gone) and confirmed)
                                       then regain.now() else password_compromised_at end
    where id = l.account_id;
    perform note_event('METHOD_REMOVED', l.account_id, null, '', '', way)
    from (select distinct way from live_methods(l.account_id) where id = any (gone) and confirmed order by way) ways;
    perform take_away(gone);
    update contact set removed_at = null, version = version + 1 where id = back;
    -- What these report is gone now as well. Somebody who was in is gone where the password is held to be in wrong hands; else whoever reads
    -- one mailbox would use up the objection of another by pressing an older link, of a knock.
    update repudiation_link r set used_at = regain.now()
    from account a
    where r.account_id = l.account_id and a.id = r.account_id and r.used_at is null and r.takes_from >= l.takes_from
      and (a.password_compromised_at is not null or not tells_of_entry(r.kind));
    perform end_what_was_open(l.account_id, null, null);
    return l.account_id;
end $$;

-- What a link took away that has been used, for who has it. Saved codes are one thing.
create or replace function taken_by_link(p_token_hash bytea) returns table (way text, id uuid, name text, many integer)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    with l as (select * from repudiation_link where token_hash = p_token_hash and used_at is not null)
    select method_of(k.kind), k.id, k.address, 1
    from contact k join l on l.account_id = k.account_id and k.removed_at = l.used_at and k.confirmed_at is not null
    union all
    select a.kind, a.id, a.name, 1
    from authenticator a join l on l.account_id = a.account_id and a.removed_at = l.used_at and a.confirmed_at is not null
    union all
    select 'SAVED_CODE', null, '', count(*)::integer
    from saved_code c join l on l.account_id = c.account_id and c.retired_at = l.used_at having count(*) > 0
$$;
