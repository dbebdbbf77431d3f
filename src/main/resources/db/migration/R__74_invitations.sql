-- Bringing people in from the console: one, or a list that is looked at first. An account that exists, or did, is never
-- touched. Links and mails are made by who takes the announcements; the console gets neither to see.

create or replace function invited_people(p_people jsonb) returns setof invited_person
    language sql immutable rows 200 set search_path = pg_catalog, regain, pg_temp as $$
    select * from jsonb_populate_recordset(null::invited_person, p_people)
$$;

-- Who may not invite these: STALE (sign in again first: a role or a password from elsewhere is given), NOT_ALLOWED (only a
-- global administrator gives those, as in `change_roles`). Null where they may.
create or replace function invitation_refusal(p_flow uuid, p_key_hash bytea, p_people jsonb) returns text
    language plpgsql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account := administrator(p_flow, p_key_hash, console_life());
begin
    if actor.id is null then
        return 'STALE';
    elsif jsonb_typeof(p_people) <> 'array' or jsonb_array_length(p_people) not between 1 and 100000 then
        return 'NOT_ALLOWED';
    elsif exists (select from invited_people(p_people) where cardinality(roles) > 0 or hash is not null) then
        return case when not has_role(actor.id, array ['GLOBAL_ADMIN']) then 'NOT_ALLOWED'
                    when (administrator(p_flow, p_key_hash, null)).id is null then 'STALE' end;
    end if;
    return null;
end $$;

-- Makes an unclaimed account for each of these, in the organisation of `p_actor`, and has a claim link mailed to those who bring no
-- password. Names that belong to an account, or did, are left alone, and so are those that look like somebody's; both are counted.
create or replace function invite_these(p_actor account, p_people jsonb, p_source text, p_browser text,
                                        out invited integer, out known integer, out alike integer, out global boolean)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    one invited_person;
    made uuid;
    done text;
begin
    invited := 0;
    known := 0;
    alike := 0;
    global := false;
    for one in select * from invited_people(p_people) loop
        made := gen_random_uuid();
        if one.hash is null then
            done := make_account(made, p_actor.organisation_id, one.language, one.roles, one.email_key, one.email,
                                   gen_random_uuid(), one.user_key, one.user_shown, one.skeleton);
        else
            done := import_account(made, p_actor.organisation_id, one.language, one.roles, one.email_key, one.email,
                                   gen_random_uuid(), one.user_key, one.user_shown, one.skeleton, one.hash);
        end if;
        case done
            when 'CREATED' then
                invited := invited + 1;
                global := global or 'GLOBAL_ADMIN' = any (one.roles);
                perform note_administration('ACCOUNT_INVITED', made, p_actor, p_source, p_browser, null);
                if one.hash is null then
                    insert into announcement (account_id, kind) values (made, 'INVITED');
                end if;
            when 'NAME_TAKEN' then
                known := known + 1;
            else
                alike := alike + 1;
        end case;
    end loop;
end $$;

-- Invites them at once, all or none. Returns DONE, LOOKS_ALIKE or a refusal. One at a time in an organisation, so that two lists do not
-- wait for each other for ever.
create or replace function invite(p_flow uuid, p_key_hash bytea, p_people jsonb, p_source text, p_browser text,
                       out result text, out invited integer, out known integer)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    actor account;
    i record;
begin
    invited := 0;
    known := 0;
    -- Judged behind the lock: the list before may have taken a while, and who asks may have been stopped meanwhile.
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, console_life())) for no key update;
    result := invitation_refusal(p_flow, p_key_hash, p_people);
    if result is not null then
        return;
    end if;
    actor := administrator(p_flow, p_key_hash, console_life());
    i := invite_these(actor, p_people, p_source, p_browser);
    if i.alike > 0 then
        raise exception 'LOOKS_ALIKE' using errcode = 'RG001';
    end if;
    if i.global then
        perform tell_global_administrators('GLOBAL_ADMIN_ADDED', actor.organisation_id, array [actor.id]);
    end if;
    invited := i.invited;
    known := i.known;
    result := 'DONE';
exception when sqlstate 'RG001' then
    result := sqlerrm;
end $$;
