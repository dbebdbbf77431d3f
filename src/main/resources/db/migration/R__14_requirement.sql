-- How much is asked of somebody, and what they have to show.

-- The proofs of a flow that still stand on something: that by which each was given counts today as it did then. Nothing is
-- worth what was given by an address or number that was replaced or removed since, an app or passkey that was removed or whose
-- key is another, a saved code that was renewed, an older password, or a method that a hundred wrong answers have closed where
-- this flow answers. Said here and nowhere else: recoveries, claims, sign-ins, and what a session may still do all ask it.
-- Each thing is looked up by itself: asked whether it "exists", PostgreSQL may read all addresses of everybody instead.
create or replace function standing_proofs(p_flow uuid) returns setof proof
    language sql stable rows 3 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p.*
    from proof p
             join flow f on f.id = p.flow_id and f.account_id = p.account_id
    where p.flow_id = p_flow
      and (p.contact_id is null
           or (select k.version = p.contact_version and k.removed_at is null from contact k where k.id = p.contact_id))
      and (p.authenticator_id is null
           or (select a.removed_at is null from authenticator a where a.id = p.authenticator_id)
              and key_of(p.authenticator_id) = coalesce(p.authenticator_key, key_of(p.authenticator_id)))
      and (p.saved_code_id is null
           or (select s.retired_at is null from saved_code s where s.id = p.saved_code_id))
      and (p.password_version is null
           or p.password_version = (select max(w.version) from password w where w.account_id = p.account_id))
      and not exists (select from method_guard g
                      where g.subject in (answer_subject(false, f, p.method), answer_subject(true, f, p.method)) and g.kind = p.method
                        and g.consecutive >= wrong_in_a_row())
$$;

-- Those that are good for one more thing: at most ten minutes old, and not used.
create or replace function valid_proofs(p_flow uuid) returns setof proof
    language sql stable rows 3 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p.* from standing_proofs(p_flow) p
    where p.proven_at > regain.now() - proof_life()
      and not exists (select from proof_use u where u.proof_id = p.id)
$$;

-- What the proofs of a flow amount to for a new password: one for each class, two for a passkey, which verifies its
-- user. Nothing, unless one of them is older than its quarantine and is not a text: whoever takes over a number would
-- otherwise take over the account.
create or replace function proven_classes(p_flow uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when bool_or(serves) then sum(weight)::integer else 0 end
    from (select max(class_weight(class)) as weight, bool_or(method <> 'SMS' and serves_from <= regain.now()) as serves
          from valid_proofs(p_flow) where class <> 'PASSWORD' group by class) classes
$$;

-- Whether an authenticator stands beside the password.
create or replace function has_second_factor(p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select exists (select from authenticator where account_id = p_account and confirmed_at is not null and removed_at is null)
$$;

-- How many classes of proof this account could bring at best.
create or replace function available_classes(p_account uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(sum(class_weight(class)), 0)::integer
    from (select distinct class_of(way) as class from live_methods(p_account) where confirmed) classes
$$;

-- How many different classes of proof this account's recovery takes (NIST SP 800-63B-4 § 4.2.2). What there is to prove by is
-- not looked at: methods that are missing never lower it. Who falls short waits instead (`R__46_waiting.sql`).
create or replace function required_classes(p_account uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when two_asked(p_account) then 2 else 1 end
$$;

-- What somebody has to prove who they are, confirmed or not: each address, number and authenticator, and each saved code.
create or replace function live_methods(p_account uuid)
    returns table (way text, id uuid, name text, added_at timestamptz, confirmed boolean, serves_from timestamptz, set_aside_at timestamptz)
    language sql stable rows 10 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select method_of(k.kind), k.id, k.address, coalesce(k.confirmed_at, k.created_at),
           k.confirmed_at is not null, k.serves_from, k.set_aside_at
    from contact k where k.account_id = p_account and k.removed_at is null
    union all
    select a.kind, a.id, a.name, coalesce(a.confirmed_at, a.created_at), a.confirmed_at is not null,
           coalesce(a.serves_from, 'infinity'), a.set_aside_at
    from authenticator a where a.account_id = p_account and a.removed_at is null
    union all
    select 'SAVED_CODE', c.id, '', c.created_at, true, c.serves_from, c.set_aside_at
    from saved_code c where c.account_id = p_account and c.used_at is null and c.retired_at is null
$$;

-- The confirmed ones without what their owner calls them: for the web, which shows what there is of each kind.
create or replace function methods_of(p_account uuid) returns table (way text, serves_from timestamptz, set_aside boolean)
    language sql stable rows 5 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select m.way, m.serves_from, m.set_aside_at is not null from live_methods(p_account) m where m.confirmed
$$;

-- From here on: what the settings decide.

-- Two classes, whatever somebody has registered: the organisation asks for it, a console role does, a role or a second factor
-- did and its owner has not had it otherwise since, or a second factor was removed within three days.
create or replace function two_anyway(p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select policy_of(p_account, 'RECOVERY_PROOFS') = 2
        or has_role(p_account, console_roles())
        or exists (select from account where id = p_account and two_since is not null)
        or exists (select from authenticator where account_id = p_account and confirmed_at is not null
                   and removed_at > regain.now() - factor_memory())
$$;

-- Whether the rule asks two classes of this account: of everybody with a console role, and of everybody with a second
-- factor. One that was removed counts for three days more, so that nobody lowers the bar and walks through at once.
create or replace function two_asked(p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select two_anyway(p_account) or has_second_factor(p_account)
$$;

-- What is asked for stays asked for: `account.two_since`.
create or replace function two_stays() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update account set two_since = regain.now() where id = new.account_id and two_since is null;
    return null;
end $$;

create or replace trigger two_stays after insert or update of confirmed_at on authenticator for each row
    when (new.confirmed_at is not null and new.removed_at is null) execute function two_stays();

create or replace trigger two_stays after insert on account_role for each row
    when (new.role = any (regain.console_roles())) execute function two_stays();

-- Whether a sign-in was made by two different classes of proof; a passkey, which verifies its user, is two. What is in
-- quarantine is nobody's proof of being the owner: who has the password alone could have added it a moment ago.
create or replace function signed_in_by_two(f flow) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select f.purpose = 'SIGN_IN'
       and (select coalesce(sum(weight), 0) >= 2
            from (select max(class_weight(class)) as weight
                  from proof where flow_id = f.id and serves_from <= regain.now() group by class) classes)
$$;

-- The one way down: its owner, in a fresh sign-in by two proofs, has taken away the last second factor, and no role asks for
-- two. For three days more it still counts (`two_anyway`), and every address was told of the removal.
create or replace function ask_two_no_longer(f flow) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update account set two_since = null
    where id = f.account_id and not has_second_factor(id) and not has_role(id, console_roles())
      and signed_in_by_two(f)
$$;

-- How many classes a new password takes in this recovery: what the account requires, or one for who has waited.
create or replace function needed_classes(p_flow uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when has_waited(p_flow) then 1
                else required_classes((select account_id from flow where id = p_flow)) end
$$;
