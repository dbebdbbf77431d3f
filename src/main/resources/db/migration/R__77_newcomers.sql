-- Whether people of the directory who are new here are written to. Who may be anybody's account, and what it takes to claim one, is the same
-- either way: nothing becomes weaker by it, so it holds at once and waits for no second administrator (`R__72_policy_changes.sql`).

-- By a global administrator with a fresh proof. `p_language`: of the mail to whoever has none of ours in the directory; null: nobody is written
-- to. Whoever waits to be written to still is. Returns DONE, UNCHANGED or STALE.
create or replace function write_to_newcomers(p_flow uuid, p_key_hash bytea, p_language text, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
begin
    -- Judged behind the lock: whoever was stopped while they waited for it does nothing any more.
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, null)) for no key update;
    a := global_administrator(p_flow, p_key_hash, null);
    if a.id is null then
        return 'STALE';
    end if;
    update organisation set newcomer_language = p_language
    where id = a.organisation_id and newcomer_language is distinct from p_language;
    if not found then
        return 'UNCHANGED';
    end if;
    perform note_administration(case when p_language is null then 'NEWCOMERS_NOT_WRITTEN_TO' else 'NEWCOMERS_WRITTEN_TO' end, null, a,
                                p_source, p_browser, p_language);
    return 'DONE';
end $$;
