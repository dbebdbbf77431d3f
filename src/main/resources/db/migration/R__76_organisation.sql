-- How an organisation looks to its people: its name, a logo, an accent colour and what helps those who are stuck. Everybody
-- sees it before they sign in, so whoever may change it could speak in its name: only text, one picture and two colours, by a
-- global administrator with a fresh proof, written down and told to the others.

-- The global administrator who acts by a fresh proof, with the row that is about to change locked; null for everybody else.
create or replace function begin_look(p_flow uuid, p_key_hash bytea) returns account
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
begin
    -- Judged behind the lock: whoever was stopped while they waited for it does nothing any more.
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, null)) for no key update;
    a := global_administrator(p_flow, p_key_hash, null);
    if a.id is not null then
        insert into organisation_look (organisation_id) values (a.organisation_id) on conflict do nothing;
    end if;
    return a;
end $$;

-- Writes down what changed, and has the other global administrators told that something did.
create or replace function end_look(p_kind text, p_actor account, p_source text, p_browser text, p_detail text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    perform note_administration(p_kind, null, p_actor, p_source, p_browser, p_detail);
    perform tell_global_administrators('ORGANISATION_CHANGED', p_actor.organisation_id, array [p_actor.id]);
    return 'DONE';
end $$;

-- This and the three below return DONE, UNCHANGED, NOT_PLAIN (or whatever else a CHECK does not allow), or STALE.
create or replace function rename_organisation(p_flow uuid, p_key_hash bytea, p_name text, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := begin_look(p_flow, p_key_hash);
    was text;
begin
    if a.id is null then
        return 'STALE';
    end if;
    select name into was from organisation where id = a.organisation_id;
    update organisation set name = p_name where id = a.organisation_id and name <> p_name;
    if not found then
        return 'UNCHANGED';
    end if;
    return end_look('ORGANISATION_RENAMED', a, p_source, p_browser, was || ' → ' || p_name);
exception when check_violation then
    return 'NOT_PLAIN';
end $$;

-- Both null: back to Regain's own.
create or replace function change_accent(p_flow uuid, p_key_hash bytea, p_light text, p_dark text, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := begin_look(p_flow, p_key_hash);
    was text;
begin
    if a.id is null then
        return 'STALE';
    end if;
    select accent_light into was from organisation_look where organisation_id = a.organisation_id;
    update organisation_look set accent_light = p_light, accent_dark = p_dark
    where organisation_id = a.organisation_id and (accent_light, accent_dark) is distinct from (p_light, p_dark);
    if not found then
        return 'UNCHANGED';
    end if;
    return end_look('ACCENT_CHANGED', a, p_source, p_browser, coalesce(was, '-') || ' → ' || coalesce(p_light, '-'));
exception when check_violation then
    return 'NOT_PLAIN';
end $$;

-- Null: none. The picture itself is not written down.
create or replace function change_logo(p_flow uuid, p_key_hash bytea, p_logo bytea, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := begin_look(p_flow, p_key_hash);
begin
    if a.id is null then
        return 'STALE';
    end if;
    update organisation_look set logo = p_logo, logo_hash = left(encode(sha256(p_logo), 'hex'), 32)
    where organisation_id = a.organisation_id and logo is distinct from p_logo;
    if not found then
        return 'UNCHANGED';
    end if;
    return end_look(case when p_logo is null then 'LOGO_REMOVED' else 'LOGO_CHANGED' end, a, p_source, p_browser, null);
exception when check_violation then
    return 'NOT_PLAIN';
end $$;

-- Null: nothing in that language. Written down is in which language it changed.
create or replace function change_help(p_flow uuid, p_key_hash bytea, p_en text, p_es text, p_zh text, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := begin_look(p_flow, p_key_hash);
    was organisation_look;
    changed text;
begin
    if a.id is null then
        return 'STALE';
    end if;
    select * into was from organisation_look where organisation_id = a.organisation_id;
    changed := concat_ws(' ', case when was.help_en is distinct from p_en then 'en' end,
                              case when was.help_es is distinct from p_es then 'es' end,
                              case when was.help_zh is distinct from p_zh then 'zh-CN' end);
    if changed = '' then
        return 'UNCHANGED';
    end if;
    update organisation_look set help_en = p_en, help_es = p_es, help_zh = p_zh where organisation_id = a.organisation_id;
    return end_look('HELP_CHANGED', a, p_source, p_browser, changed);
exception when check_violation then
    return 'NOT_PLAIN';
end $$;
