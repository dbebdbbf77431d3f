-- Proving: a challenge is put, an answer is counted, then compared, then consumed, and a proof is written. Nothing else writes one.

-- Puts a challenge in the place of the one that was live, so that no two can be answered. Runs with the caller's rights.
create or replace function put_challenge(p_id uuid, p_flow uuid, p_kind text, p_contact uuid, p_version integer, p_mac bytea,
                              p_nonce bytea)
    returns void
    language sql set search_path = pg_catalog, regain, pg_temp as $$
    update challenge set superseded_at = regain.now()
    where flow_id = p_flow and consumed_at is null and superseded_at is null;
    insert into challenge (id, flow_id, kind, contact_id, contact_version, mac, nonce, expires_at)
    values (p_id, p_flow, p_kind, p_contact, p_version, p_mac, p_nonce, regain.now() + challenge_life());
$$;

-- Answering a challenge. The web's role cannot write a proof; it can only ask these functions to count and judge an answer.

-- Counts one answer before it is judged. False: ten wrong ones within the hour, or a hundred in a row, so no judging. Where
-- nobody but its owner can try (`p_closes` false), a method is slowed down and never closed: it has to be opened somewhere.
create or replace function count_answer(p_subject bytea, p_kind text, p_account uuid, p_closes boolean) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    insert into method_guard as g (subject, kind, account_id, recent, consecutive)
    values (p_subject, p_kind, p_account, array [regain.now()], 1)
    on conflict (subject, kind) do update
        set recent      = array(select t from unnest(g.recent) t where t > regain.now() - interval '1 hour') || regain.now(),
            account_id  = p_account,
            consecutive = least(g.consecutive + 1, case when p_closes then wrong_in_a_row() else wrong_in_a_row() - 1 end)
        where g.consecutive < wrong_in_a_row()
          and (select count(*) from unnest(g.recent) t where t > regain.now() - interval '1 hour') < wrong_answers_an_hour();
    return found;
end $$;

-- From when answers are judged again; infinity where the method must be registered anew first.
create or replace function answers_resume_at(p_subject bytea, p_kind text) returns timestamptz
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case when consecutive >= wrong_in_a_row() then 'infinity'
                else (select min(t) + interval '1 hour' from unnest(recent) t where t > regain.now() - interval '1 hour') end
    from method_guard where subject = p_subject and kind = p_kind
$$;

create or replace function quiet_of_answers(p_whose bytea, p_apart bytea) returns bytea
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select p_whose || p_apart || '\x01'
$$;

-- What the two counters of wrong answers sit on. The shown one follows the name as typed, so that it tells a stranger
-- nothing; the quiet one follows the account and refuses without saying so. A known browser is counted apart, and so is
-- who is signed in and tries a method of their own: a stranger's wrong answers are nothing to them. So are answers to mails
-- of who has typed a permit: it was in the same mailbox, whose reader need not guess. It counts nothing else apart, or that
-- reader would have more guesses at an app with each permit.
create or replace function answer_subject(p_quiet boolean, f flow, p_kind text) returns bytea
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select sha256(case when f.purpose = 'REGISTER' then uuid_send(f.account_id) || case when p_quiet then '\x03'::bytea else '\x02' end
                       when p_quiet then quiet_of_answers(coalesce(uuid_send(f.account_id), f.name_mac), apart)
                       else f.name_mac || apart end)
    from (select coalesce(case when p_kind = 'EMAIL' then f.permit_mac end, f.device_hash, '') as apart) counted
$$;

-- A permit was typed in this flow: from now on its messages are counted apart. False: it is no permit of this account, its
-- address was removed, or it is too old. It can be typed again until then, in however many flows: they share what it gives.
-- `p_macs` is the permit as each MAC key makes it: an earlier one may have made the row.
create or replace function use_permit(p_flow uuid, p_key_hash bytea, p_macs bytea[]) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    update flow f set permit_mac = p.mac
    from permit p join contact k on k.id = p.contact_id
    where f.id = p_flow and f.key_hash = p_key_hash and f.purpose = 'RECOVERY' and f.ended_at is null and f.completed_at is null
      and f.expires_at > regain.now()
      and p.mac = any (p_macs) and p.account_id = f.account_id and p.expires_at > regain.now()
      and k.confirmed_at is not null and k.removed_at is null;
    return found;
end $$;

-- Waits until nobody else counts or forgets answers to this method of this account, or of this name that is nobody's, and
-- keeps them waiting until the transaction ends. Taken before any row of `method_guard` and after every other lock: an
-- answer touches two of its rows and opening a method many, and two who met them in different orders would wait for each
-- other for ever.
create or replace function hold_answers(p_account uuid, p_name_mac bytea, p_kind text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended(encode(coalesce(uuid_send(p_account), p_name_mac), 'hex') || p_kind, 0))
$$;

-- A method of an account counts as if nobody had ever answered wrongly: it was registered anew, or tried by its owner.
create or replace function open_method(p_account uuid, p_kind text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select hold_answers(p_account, null, p_kind);
    delete from method_guard where account_id = p_account and kind = p_kind
$$;

-- Under what all answers in an account are counted, whatever is guessed at and in however many recoveries. It refuses nothing, or
-- a stranger could close every way with it.
create or replace function answers_subject(f flow) returns bytea
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(uuid_send(f.account_id), f.name_mac)
$$;

-- An answer in this flow was wrong, or one too many to be judged: whatever it filled is told to the owner. Of a right one nothing
-- is: it was no guess. Whoever stops with the last one before a method closes is heard of by it, and whoever still tries what is
-- closed on each such day; with that its owner gets a permit.
create or replace function tell_of_guessing(f flow, p_kind text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    in_a_row integer;
    an_hour  integer;
begin
    if places_taken_of_many('ANSWERS_A_DAY', answers_subject(f), interval '1 day') > wrong_answers_a_day() then
        perform note_closing(f.account_id, 'ANSWERS_A_DAY', 'GUESSING');
    end if;
    select max(g.consecutive), max((select count(*) from unnest(g.recent) t where t > regain.now() - interval '1 hour'))
    into in_a_row, an_hour
    from method_guard g
    where g.subject in (answer_subject(false, f, p_kind), answer_subject(true, f, p_kind)) and g.kind = p_kind;
    if in_a_row >= wrong_in_a_row() then
        perform note_closing(f.account_id, 'METHOD_CLOSED ' || p_kind, 'METHOD_CLOSED');
    elsif an_hour >= wrong_answers_an_hour() then
        perform note_closing(f.account_id, 'METHOD_HELD ' || p_kind, 'GUESSING');
    end if;
end $$;

-- Counts one answer to the live challenge of a flow. Returns JUDGE (with the challenge, and whether a right answer may
-- count), NONE (nothing here can be answered any more), HELD (too many wrong ones; until when) or GONE (no such open flow
-- for this browser).
create or replace function count_flow_answer(p_flow uuid, p_key_hash bytea, out verdict text, out until timestamptz, out f flow,
                                  out c challenge, out judged boolean)
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    guessable boolean;
begin
    judged := false;
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null
      and expires_at > regain.now()
    for no key update;
    if not found then
        verdict := 'GONE';
        return;
    end if;

    update challenge set attempts = attempts + 1
    where flow_id = f.id and consumed_at is null and superseded_at is null and expires_at > regain.now()
      and attempts < max_attempts
    returning * into c;
    if not found then
        verdict := 'NONE';
        return;
    end if;
    update flow set step = step + 1 where id = f.id;
    -- Given back by a right one (`put_proof`).
    perform take_place_of_many('ANSWERS_A_DAY', answers_subject(f), 2147483647, interval '1 day');

    guessable := is_guessable(c.kind);
    perform hold_answers(f.account_id, f.name_mac, c.kind);
    if guessable and not count_answer(answer_subject(false, f, c.kind), c.kind, f.account_id, f.purpose <> 'REGISTER') then
        verdict := 'HELD';
        until := answers_resume_at(answer_subject(false, f, c.kind), c.kind);
        perform tell_of_guessing(f, c.kind);
        return;
    end if;
    verdict := 'JUDGE';
    judged := (not guessable or count_answer(answer_subject(true, f, c.kind), c.kind, f.account_id, f.purpose <> 'REGISTER')) and f.account_id is not null
        -- Whatever a flow was made to ask for.
        and not (f.purpose = 'SIGN_IN' and is_sent(c.kind));
end $$;

-- SHA-256 of what an authenticator is recognised by; null where that is gone.
create or replace function key_of(p_authenticator uuid) returns bytea
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select sha256(sealed) from totp where authenticator_id = p_authenticator
    union all
    select sha256(public_key) from passkey where authenticator_id = p_authenticator
$$;

-- Writes down what was answered rightly: the challenge is used, the proof is there, the flow's handle changes. Of the answers of the
-- day it gives back itself alone: what anybody else answered wrongly stays counted.
create or replace function put_proof(f flow, c challenge, p_authenticator uuid, p_saved_code uuid, p_serves_from timestamptz,
                          p_next_key_hash bytea) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    update challenge set consumed_at = regain.now() where id = c.id and consumed_at is null;
    insert into proof (flow_id, account_id, class, method, challenge_id, contact_id, contact_version, authenticator_id,
                       authenticator_key, saved_code_id, serves_from)
    values (f.id, f.account_id, class_of(c.kind), c.kind, c.id, c.contact_id, c.contact_version, p_authenticator, key_of(p_authenticator), p_saved_code, p_serves_from);
    update contact set last_used_at = regain.now() where id = c.contact_id;
    update authenticator set last_used_at = regain.now() where id = p_authenticator;
    update flow set key_hash = p_next_key_hash where id = f.id;
    select give_place_of_many_back('ANSWERS_A_DAY', answers_subject(f));
    select hold_answers(f.account_id, f.name_mac, c.kind);
    delete from method_guard where subject in (answer_subject(false, f, c.kind), answer_subject(true, f, c.kind)) and kind = c.kind;
    select open_method(f.account_id, c.kind) where f.purpose = 'REGISTER';
$$;

-- From when what is proven by a method serves a recovery by itself: by one that was set aside, only beside another.
create or replace function proves_from(p_serves_from timestamptz, p_set_aside_at timestamptz) returns timestamptz
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select case when p_set_aside_at is null then p_serves_from else 'infinity' end
$$;

-- Judges a typed code that was sent or saved: counts first, then compares; consumes once. Returns PROVEN (and from when
-- it serves by itself), WRONG, SPENT (wrong, and the last one this challenge allows), NONE, HELD or GONE.
-- `p_answers` is one answer as each MAC key makes it: an earlier one may have made what is kept.
create or replace function answer_challenge(p_flow uuid, p_key_hash bytea, p_answers bytea[], p_next_key_hash bytea)
    returns table (verdict text, until timestamptz)
    language plpgsql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    t       record;
    v_from  timestamptz;
    v_saved uuid;
begin
    select * into t from count_flow_answer(p_flow, p_key_hash);
    if t.verdict <> 'JUDGE' then
        return query select t.verdict, t.until;
        return;
    end if;
    if t.judged and (t.c).kind = 'SAVED_CODE' then
        update saved_code set used_at = regain.now()
        where account_id = (t.f).account_id and mac = any (p_answers) and used_at is null and retired_at is null
          and (set_aside_at is null or (t.f).purpose <> 'SIGN_IN')
        returning id, proves_from(serves_from, set_aside_at) into v_saved, v_from;
    elsif t.judged and (t.c).mac = any (p_answers) then
        select proves_from(k.serves_from, k.set_aside_at) into v_from from contact k
        where k.id = (t.c).contact_id and k.account_id = (t.f).account_id and k.version = (t.c).contact_version
          and method_of(k.kind) = (t.c).kind
          and k.removed_at is null and (k.confirmed_at is not null or (t.f).purpose in ('CLAIM', 'REGISTER'));
    end if;
    if v_from is null then
        perform tell_of_guessing(t.f, (t.c).kind);
        return query select case when (t.c).attempts >= (t.c).max_attempts then 'SPENT' else 'WRONG' end, null::timestamptz;
        return;
    end if;
    perform put_proof(t.f, t.c, null, v_saved, v_from, p_next_key_hash);
    return query select 'PROVEN', v_from;
end $$;

-- First half of an answer that the database can't compare itself (an authenticator app's code, a passkey's signature):
-- counts it. `judged` false: whatever comes of the comparison, it is wrong.
create or replace function begin_answer(p_flow uuid, p_key_hash bytea)
    returns table (verdict text, until timestamptz, challenge_id uuid, judged boolean, last boolean)
    language sql rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select t.verdict, t.until, (t.c).id, t.judged, (t.c).attempts >= (t.c).max_attempts
    from count_flow_answer(p_flow, p_key_hash) t
$$;

-- Second half, rightly answered by this authenticator. `p_step` is the time step of an app's code, or a passkey's
-- counter; neither may come again. Returns from when it serves by itself; null: it does not count.
create or replace function finish_answer(p_flow uuid, p_key_hash bytea, p_challenge uuid, p_authenticator uuid, p_step bigint,
                              p_backed_up boolean, p_next_key_hash bytea)
    returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    f flow;
    c challenge;
    a authenticator;
begin
    select * into f from flow
    where id = p_flow and key_hash = p_key_hash and ended_at is null and completed_at is null and expires_at > regain.now()
    for no key update;
    if not found then
        return null;
    end if;
    select * into c from challenge
    where id = p_challenge and flow_id = f.id and consumed_at is null and superseded_at is null
      and expires_at > regain.now() and attempts >= 1;
    select * into a from authenticator
    where id = p_authenticator and account_id = f.account_id and kind = c.kind
      and confirmed_at is not null and removed_at is null and (set_aside_at is null or f.purpose <> 'SIGN_IN');
    if a.id is null or not use_step(a, p_step, p_backed_up) then
        return null;
    end if;
    perform put_proof(f, c, a.id, null, proves_from(a.serves_from, a.set_aside_at), p_next_key_hash);
    return proves_from(a.serves_from, a.set_aside_at);
end $$;

-- Second half, wrongly answered: until it was compared nobody knew.
create or replace function answer_was_wrong(p_flow uuid, p_key_hash bytea, p_challenge uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select tell_of_guessing(f, c.kind) from flow f join challenge c on c.flow_id = f.id
    where f.id = p_flow and f.key_hash = p_key_hash and c.id = p_challenge and c.attempts >= 1 and c.consumed_at is null
$$;

-- What is known of an app's clock, in seconds that it is ahead of ours. A clock that was right goes wrong by less than a second
-- an hour, so for each hour since the app's last code one more is possible, up to what a new app has.
create or replace function app_drift(p_authenticator uuid) returns table (at_least integer, at_most integer)
    language sql stable rows 1 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select greatest(t.drift_least - idle.hours, ((t.drift_least::bigint + t.drift_most) / 2 - 35)::integer),
           least(t.drift_most + idle.hours, ((t.drift_least::bigint + t.drift_most) / 2 + 35)::integer)
    from totp t
             join authenticator a on a.id = t.authenticator_id,
         lateral (select greatest(least(floor(extract(epoch from regain.now() - coalesce(a.last_used_at, a.created_at)) / 3600), 1000), 0)::integer
                      as hours) idle
    where t.authenticator_id = p_authenticator
$$;

-- Takes a time step of an app for good, and learns from it how its clock goes: the code was to be seen for thirty seconds of
-- the app's time, and is typed for five more. Only a right code comes here; one that fits no clock which the app was known to
-- have waited here since it was judged, and teaches nothing. False when the step, or a later one, was taken before.
create or replace function take_app_step(p_authenticator uuid, p_step bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    v_known record;
    v_ahead double precision := p_step * 30 - extract(epoch from regain.now());
    v_least integer := floor(v_ahead);
    v_most  integer := ceil(v_ahead) + 35;
begin
    select * into v_known from app_drift(p_authenticator);
    if v_least <= v_known.at_most and v_most >= v_known.at_least then
        v_least := greatest(v_least, v_known.at_least);
        v_most := least(v_most, v_known.at_most);
    else
        v_least := v_known.at_least;
        v_most := v_known.at_most;
    end if;
    update totp set last_step = p_step, drift_least = v_least, drift_most = v_most
    where authenticator_id = p_authenticator and last_step < p_step;
    return found;
end $$;

-- Takes a time step or a counter for good; false when it, or a later one, was taken before. A passkey whose counter is
-- always 0 keeps none (WebAuthn § 6.1.1).
create or replace function use_step(a authenticator, p_step bigint, p_backed_up boolean) returns boolean
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if a.kind = 'TOTP' then
        return take_app_step(a.id, p_step);
    else
        update passkey set sign_count = p_step, backed_up = p_backed_up
        where authenticator_id = a.id and (sign_count < p_step or (sign_count = 0 and p_step = 0));
    end if;
    return found;
end $$;
