-- What an organisation asks for, and for how long things are kept in it.

create or replace function has_role(p_account uuid, p_roles text[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from account_role where account_id = p_account and role = any (p_roles))
$$;

-- What holds at this moment.
create or replace function policy(p_organisation uuid, p_setting text) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce((select c.to_value from policy_change c
                     where c.organisation_id = p_organisation and c.setting = s.name
                       and c.effective_at <= regain.now() and c.withdrawn_at is null
                     order by c.effective_at desc, c.proposed_at desc limit 1), s.usual)
    from policy_setting s where s.name = p_setting
$$;

create or replace function policy_of(p_account uuid, p_setting text) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select policy((select organisation_id from account where id = p_account), p_setting)
$$;

-- How long a "This wasn't me" link can be used: longer by a week than any new method has to wait, since it is about one that
-- serves its time; as long as a person may be away from their mail.
create or replace function repudiation_life() returns interval
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select make_interval(hours => highest) + interval '7 days' from policy_setting where name = 'NEW_METHOD_HOURS'
$$;

-- Until when whatever was added is taken to be the owner's: the last sign-in that could have been disputed for as long as a
-- link lives, and was not. A younger one may have been the thief's own.
create or replace function undisputed_until(p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(max(at), '-infinity') from audit_event
    where account_id = p_account and kind = 'SIGNED_IN' and at <= regain.now() - repudiation_life()
$$;

-- From when a method that is added now serves a recovery by itself: after 72 hours, in which older addresses can object;
-- at once for those added while claiming.
create or replace function served_from(p_account uuid) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select regain.now() + case when claimed_at > regain.now() - interval '1 hour' then interval '0'
                               else make_interval(hours => policy(organisation_id, 'NEW_METHOD_HOURS')) end
    from account where id = p_account
$$;
