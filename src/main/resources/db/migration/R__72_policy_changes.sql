-- The ratchet: what makes a rule stricter acts at once; what makes it weaker takes two global administrators and three days.

-- Withdraws what is not in force yet: of one setting, or of all. The rows are locked in the order of their ids: who stops an
-- administrator holds no organisation, and two of them would meet here in different orders.
create or replace function withdraw_waiting(p_organisation uuid, p_setting text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    with held as materialized (
        select id from policy_change
        where organisation_id = p_organisation and setting = coalesce(p_setting, setting) and withdrawn_at is null
          and (effective_at is null or effective_at > regain.now())
        order by id for update)
    update policy_change set withdrawn_at = regain.now() where id in (select id from held)
$$;

-- All that waits in an organisation for a second administrator, or for its time: rules that become weaker, portals that may do more.
create or replace function withdraw_all_waiting(p_organisation uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select withdraw_waiting(p_organisation, null);
    select withdraw_portal_changes(p_organisation, null, null)
$$;

-- Who may be the second administrator: not who proposed it. Both have been global administrators, of claimed accounts, since three days
-- before it was proposed, so that nobody makes themselves a second one, neither to approve nor to propose what they approve.
create or replace function may_approve(p_account account, p_proposed_by uuid, p_proposed_at timestamptz) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p_proposed_by <> p_account.id
       and (select count(*) = 2 from account a join account_role r on r.account_id = a.id and r.role = 'GLOBAL_ADMIN'
            where a.id in (p_account.id, p_proposed_by)
              and greatest(r.granted_at, a.claimed_at) <= p_proposed_at - loosening_wait())
$$;

-- Whoever could withdraw a weakening must be able to: it falls when a global administrator is stopped, whoever does it.
create or replace function withdraw_with_administrator() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if tg_table_name = 'account' then
        perform withdraw_all_waiting(new.organisation_id) where has_role(new.id, array ['GLOBAL_ADMIN']);
    elsif tg_table_name = 'announcement' then
        perform withdraw_all_waiting((select organisation_id from account where id = new.account_id))
        where has_role(new.account_id, array ['GLOBAL_ADMIN']);
    else
        perform withdraw_all_waiting((select organisation_id from account where id = old.account_id));
    end if;
    return null;
end $$;

create or replace trigger withdraw_with_administrator after update of state, password_compromised_at, frozen_at on account for each row
    when (new.state <> 'ACTIVE' and old.state = 'ACTIVE'
          or new.password_compromised_at is not null and old.password_compromised_at is null
          or new.frozen_at is not null and old.frozen_at is null)
    execute function withdraw_with_administrator();

create or replace trigger withdraw_with_administrator after delete on account_role for each row
    when (old.role = 'GLOBAL_ADMIN') execute function withdraw_with_administrator();

-- Whose sessions are ended each minute never comes as far as to withdraw anything.
create or replace trigger withdraw_with_administrator after insert on announcement for each row
    when (new.kind = 'SESSIONS_ENDED') execute function withdraw_with_administrator();

-- The global administrator who acts, by a proof that is fresh or any of the session; null for everybody else.
create or replace function global_administrator(p_flow uuid, p_key_hash bytea, p_within interval) returns account
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select a.* from administrator(p_flow, p_key_hash, p_within) a
    where a.id is not null and has_role(a.id, array ['GLOBAL_ADMIN'])
$$;

-- Whether people get back in is judged anew when a rule changes.
create or replace function readiness_is_due_from(p_organisation uuid, p_from timestamptz) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update readiness set due_at = p_from
    where due_at > p_from and account_id in (select id from account where organisation_id = p_organisation)
$$;

-- Changes a setting, or proposes to. Returns DONE (stricter: it holds), PROPOSED (weaker: it waits), UNCHANGED (it is so, or
-- such a change waits already), OUT_OF_BOUNDS or STALE.
create or replace function change_policy(p_flow uuid, p_key_hash bytea, p_setting text, p_value integer, p_source text, p_browser text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
    s policy_setting;
    now_is integer;
    stricter boolean;
begin
    -- Judged behind the lock: whoever was stopped while they waited for it does nothing any more.
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, null)) for no key update;
    a := global_administrator(p_flow, p_key_hash, null);
    if a.id is null then
        return 'STALE';
    end if;
    select * into s from policy_setting where name = p_setting;
    if s.name is null or p_value not between s.lowest and s.highest then
        return 'OUT_OF_BOUNDS';
    end if;
    -- What nobody approved within thirty days can't be any more, and is in nobody's way.
    update policy_change set withdrawn_at = regain.now()
    where organisation_id = a.organisation_id and setting = s.name and effective_at is null and withdrawn_at is null
      and proposed_at <= regain.now() - proposal_life();
    now_is := policy(a.organisation_id, s.name);
    stricter := case s.stricter when 'HIGHER' then p_value > now_is else p_value < now_is end;
    if p_value = now_is or not stricter and exists (
        select from policy_change where organisation_id = a.organisation_id and setting = s.name and withdrawn_at is null
           and (effective_at is null or effective_at > regain.now())) then
        return 'UNCHANGED';
    end if;
    if stricter then
        perform withdraw_waiting(a.organisation_id, s.name);
        perform readiness_is_due_from(a.organisation_id, regain.now());
    end if;
    insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
    values (a.organisation_id, s.name, now_is, p_value, a.id, case when stricter then regain.now() end);
    perform note_administration(case when stricter then 'POLICY_TIGHTENED' else 'POLICY_LOOSENING_PROPOSED' end, null, a,
                                p_source, p_browser, s.name || ' ' || now_is || ' ' || p_value);
    return case when stricter then 'DONE' else 'PROPOSED' end;
end $$;

-- The second administrator of a weakening (`may_approve`). It holds three days later, and everybody it touches is told now. Returns
-- DONE, NONE (nothing such waits), NOT_ALLOWED or STALE.
create or replace function approve_policy(p_flow uuid, p_key_hash bytea, p_change uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account;
    c policy_change;
begin
    perform 1 from organisation
    where id = (select organisation_id from administrator(p_flow, p_key_hash, null)) for no key update;
    a := global_administrator(p_flow, p_key_hash, null);
    if a.id is null then
        return 'STALE';
    end if;
    select * into c from policy_change
    where id = p_change and organisation_id = a.organisation_id and approved_at is null and effective_at is null
      and withdrawn_at is null and proposed_at > regain.now() - proposal_life()
    for update;
    if c.id is null then
        return 'NONE';
    end if;
    if not may_approve(a, c.proposed_by, c.proposed_at) then
        return 'NOT_ALLOWED';
    end if;
    update policy_change
    set approved_by = a.id, approved_at = regain.now(), effective_at = regain.now() + loosening_wait()
    where id = c.id;
    perform readiness_is_due_from(a.organisation_id, regain.now() + loosening_wait());
    insert into announcement (account_id, kind)
    select id, 'POLICY_LOOSENED' from account where organisation_id = a.organisation_id and state in ('ACTIVE', 'SUSPENDED');
    perform note_administration('POLICY_LOOSENING_APPROVED', null, a, p_source, p_browser,
                                c.setting || ' ' || c.from_value || ' ' || c.to_value);
    return 'DONE';
end $$;

-- Any global administrator, by any sign-in of two proofs: stopping must be easy. Returns DONE, NONE or STALE.
create or replace function withdraw_policy(p_flow uuid, p_key_hash bytea, p_change uuid, p_source text, p_browser text) returns text
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    a account := global_administrator(p_flow, p_key_hash, console_life());
    c policy_change;
begin
    if a.id is null then
        return 'STALE';
    end if;
    update policy_change set withdrawn_at = regain.now()
    where id = p_change and organisation_id = a.organisation_id and withdrawn_at is null
      and (effective_at is null or effective_at > regain.now())
    returning * into c;
    if c.id is null then
        return 'NONE';
    end if;
    perform note_administration('POLICY_LOOSENING_WITHDRAWN', null, a, p_source, p_browser,
                                c.setting || ' ' || c.from_value || ' ' || c.to_value);
    return 'DONE';
end $$;
