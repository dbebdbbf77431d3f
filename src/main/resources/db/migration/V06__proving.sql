-- Puts a challenge in the place of the one that was live, so that no two can be answered. Runs with the caller's rights.
create function put_challenge(p_id uuid, p_flow uuid, p_kind text, p_contact uuid, p_version integer, p_mac bytea, p_life interval)
    returns void
    language sql set search_path = pg_catalog, regain, pg_temp as $$
    update challenge set superseded_at = regain.now()
    where flow_id = p_flow and consumed_at is null and superseded_at is null;
    insert into challenge (id, flow_id, kind, contact_id, contact_version, mac, expires_at)
    values (p_id, p_flow, p_kind, p_contact, p_version, p_mac, regain.now() + p_life);
$$;

-- Answering a challenge. The web's role cannot write a proof; it can only ask this function to judge an answer.

-- Counts one answer before it is judged. False: ten wrong ones within the hour, or a hundred in a row, so no judging.
create function count_answer(p_subject bytea, p_kind text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    counted integer;
begin
    insert into method_guard as g (subject, kind, recent, consecutive)
    values (p_subject, p_kind, array [regain.now()], 1)
    on conflict (subject, kind) do update
        set recent      = array(select t from unnest(g.recent) t where t > regain.now() - interval '1 hour') || regain.now(),
            consecutive = g.consecutive + 1
        where g.consecutive < 100
          and (select count(*) from unnest(g.recent) t where t > regain.now() - interval '1 hour') < 10;
    get diagnostics counted = row_count;
    return counted = 1;
end $$;

-- From when answers are judged again; infinity where the method must be registered anew first.
create function answers_resume_at(p_subject bytea, p_kind text) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when consecutive >= 100 then 'infinity'
                else (select min(t) + interval '1 hour' from unnest(recent) t where t > regain.now() - interval '1 hour') end
    from method_guard where subject = p_subject and kind = p_kind
$$;

-- Judges one answer: counts first, then compares; consumes once. Returns PROVEN, WRONG, SPENT (wrong, and the last one
-- this challenge allows), NONE (nothing here can be answered any more), HELD (too many wrong ones; until when) or GONE
-- (no such open flow for this browser).
create function answer_challenge(p_flow uuid, p_key_hash bytea, p_answer bytea, p_next_key_hash bytea)
    returns table (verdict text, until timestamptz)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f       flow;
    c       challenge;
    shown   bytea;   -- the counter a stranger may learn of: it follows the name as typed
    quiet   bytea;   -- the account's counter: it refuses without saying so
    judged  boolean;
    correct boolean := false;
begin
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null
      and expires_at > regain.now()
    for update;
    if not found then
        return query select 'GONE', null::timestamptz;
        return;
    end if;

    update challenge set attempts = attempts + 1
    where flow_id = f.id and consumed_at is null and superseded_at is null and expires_at > regain.now()
      and attempts < max_attempts
    returning * into c;
    if not found then
        return query select 'NONE', null::timestamptz;
        return;
    end if;
    update flow set step = step + 1 where id = f.id;

    shown := sha256(f.name_mac || coalesce(f.device_hash, ''));
    quiet := sha256(coalesce(uuid_send(f.account_id), f.name_mac) || coalesce(f.device_hash, '') || '\x01');
    -- A saved code has 128 bits, so guesses at it need no counting beyond its challenge's (NIST § 3.1.2.2); counted, they
    -- would let a stranger close the one way that is left when the mailbox is lost.
    if c.kind <> 'SAVED_CODE' and not count_answer(shown, c.kind) then
        return query select 'HELD', answers_resume_at(shown, c.kind);
        return;
    end if;
    judged := c.kind = 'SAVED_CODE' or count_answer(quiet, c.kind);

    if judged and f.account_id is not null then
        if c.kind = 'SAVED_CODE' then
            update saved_code set used_at = regain.now()
            where account_id = f.account_id and mac = p_answer and used_at is null and retired_at is null;
            correct := found;
        else
            correct := c.mac = p_answer and exists (
                select from contact k
                where k.id = c.contact_id and k.account_id = f.account_id and k.version = c.contact_version
                  and k.removed_at is null and (k.confirmed_at is not null or f.purpose = 'CLAIM'));
        end if;
    end if;
    if not correct then
        return query select case when c.attempts >= c.max_attempts then 'SPENT' else 'WRONG' end, null::timestamptz;
        return;
    end if;

    update challenge set consumed_at = regain.now() where id = c.id and consumed_at is null;
    insert into proof (flow_id, account_id, class, challenge_id, contact_id, contact_version)
    values (f.id, f.account_id, case c.kind when 'EMAIL' then 'ISSUED' else 'SAVED' end, c.id, c.contact_id, c.contact_version);
    update flow set key_hash = p_next_key_hash where id = f.id;
    delete from method_guard where subject in (shown, quiet) and kind = c.kind;
    return query select 'PROVEN', null::timestamptz;
end $$;

-- The proofs of a flow that still count: of this very flow and its account, at most ten minutes old, not used, and the
-- address they were sent to still the same.
create function valid_proofs(p_flow uuid) returns setof proof
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p.*
    from proof p
             join flow f on f.id = p.flow_id and f.account_id = p.account_id
             left join contact k on k.id = p.contact_id
    where p.flow_id = p_flow
      and p.proven_at > regain.now() - interval '10 minutes'
      and (p.contact_id is null or (k.version = p.contact_version and k.removed_at is null))
      and not exists (select from proof_use u where u.proof_id = p.id)
$$;

-- How many different classes of proof this account's recovery takes (NIST SP 800-63B-4 § 4.2.2): two for everybody
-- with a console role. A second factor will say two as well, here and nowhere else.
create function required_classes(p_account uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when exists (select from account_role
                             where account_id = p_account and role in ('GLOBAL_ADMIN', 'USER_ADMIN')) then 2 else 1 end
$$;
