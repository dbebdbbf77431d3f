-- How 0.1.0 calls what is called in another way now. While nodes are updated one after the other, those of the release before go on by these, with
-- the rights of their role and no others. They go with the release after this one.

-- One MAC key, the one in use, where an answer is judged by each now.
create or replace function answer_challenge(p_flow uuid, p_key_hash bytea, p_answer bytea, p_next_key_hash bytea)
    returns table (verdict text, until timestamptz)
    language sql rows 1 set search_path = pg_catalog, regain, pg_temp as $$
    select * from answer_challenge(p_flow, p_key_hash, array [p_answer], p_next_key_hash)
$$;

create or replace function use_permit(p_flow uuid, p_key_hash bytea, p_mac bytea) returns boolean
    language sql set search_path = pg_catalog, regain, pg_temp as $$
    select use_permit(p_flow, p_key_hash, array [p_mac])
$$;

-- Bound to no key. What is bound to one is refused there.
create or replace function open_portal(p_portal uuid, p_flow uuid, p_key_hash bytea, p_session text, p_scopes text[], p_redirect_uri text,
                                       p_challenge text, p_nonce text, p_code_hash bytea) returns uuid
    language sql set search_path = pg_catalog, regain, pg_temp as $$
    select open_portal(p_portal, p_flow, p_key_hash, p_session, p_scopes, p_redirect_uri, p_challenge, p_nonce, p_code_hash, null)
$$;

create or replace function issue_tokens(p_access uuid, p_kind text, p_presented bytea, p_access_hash bytea, p_scopes text[],
                                        p_refresh_hash bytea) returns boolean
    language sql set search_path = pg_catalog, regain, pg_temp as $$
    select issue_tokens(p_access, p_kind, p_presented, p_access_hash, p_scopes, p_refresh_hash, null)
$$;

create or replace function portal_claims(p_access uuid)
    returns table (sub text, name text, email text, email_confirmed boolean, organisation text, roles text[], language text)
    language sql stable rows 1 set search_path = pg_catalog, regain, pg_temp as $$
    select sub, name, email, email_confirmed, organisation, roles, language from portal_claims(p_access, null)
$$;

-- They named the moments in between, of which an end is the first one after the last day.
create or replace function recovery_numbers(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (ending text, place text, many integer)
    language sql stable rows 20 set search_path = pg_catalog, regain, pg_temp as $$
    select * from recovery_numbers(p_organisation, (p_from at time zone 'UTC')::date, (p_to at time zone 'UTC' - interval '1 microsecond')::date)
$$;

create or replace function recovery_days(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (day date, opened integer, completed integer)
    language sql stable rows 100 set search_path = pg_catalog, regain, pg_temp as $$
    select * from recovery_days(p_organisation, (p_from at time zone 'UTC')::date, (p_to at time zone 'UTC' - interval '1 microsecond')::date)
$$;

create or replace function recovery_times(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (median interval, p95 interval)
    language sql stable rows 1 set search_path = pg_catalog, regain, pg_temp as $$
    select * from recovery_times(p_organisation, (p_from at time zone 'UTC')::date, (p_to at time zone 'UTC' - interval '1 microsecond')::date)
$$;

create or replace function recovery_methods(p_organisation uuid, p_from timestamptz, p_to timestamptz)
    returns table (method text, many integer)
    language sql stable rows 10 set search_path = pg_catalog, regain, pg_temp as $$
    select * from recovery_methods(p_organisation, (p_from at time zone 'UTC')::date, (p_to at time zone 'UTC' - interval '1 microsecond')::date)
$$;
