-- What is told to whom, and what is written down.

-- What has ended, was answered or was replaced stays so: the web's role may write these columns once, not take it back.
create or replace function stays_over() returns trigger
    language plpgsql set search_path = pg_catalog, regain, pg_temp as $$
begin
    raise exception 'What is over stays over' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger stays_over before update on flow for each row
    when (old.ended_at is not null or old.completed_at is not null) execute function stays_over();
alter table flow enable always trigger stays_over;

create or replace trigger stays_over before update on challenge for each row
    when (old.consumed_at is not null or old.superseded_at is not null) execute function stays_over();
alter table challenge enable always trigger stays_over;

-- What is settled stays so, and what waits is neither exchanged nor counted down: the dispatcher's role may only go on.
create or replace function stays_settled() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    raise exception 'What is settled stays settled' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger stays_settled before update on outbox for each row
    when (old.state <> 'QUEUED' or new.attempts < old.attempts or new.sealed is distinct from old.sealed and new.sealed is not null)
    execute function stays_settled();
alter table outbox enable always trigger stays_settled;

-- Writes down what a function does, in the function itself: whoever may call it cannot leave the line out.
create or replace function note_event(p_kind text, p_account uuid, p_flow uuid, p_source text, p_browser text, p_detail text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into audit_event (id, kind, account_id, organisation_id, flow_id, source, browser, detail)
    values (gen_random_uuid(), p_kind, p_account, (select organisation_id from account where id = p_account), p_flow, p_source,
            p_browser, p_detail)
$$;

-- In every mailbox, once a day: GUESSING, METHOD_CLOSED, MESSAGES_USED_UP or PASSWORD_KNOWN. Nobody's account: nobody is told.
create or replace function tell_owner(p_account uuid, p_kind text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if p_account is not null and once_a_day(p_account, 'TOLD ' || p_kind) then
        insert into announcement (account_id, kind) values (p_account, p_kind);
    end if;
end $$;

-- Its right password was typed, and opened nothing.
create or replace function tell_password_known(p_account uuid) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select tell_owner(p_account, 'PASSWORD_KNOWN')
$$;

-- A counter of this account has closed: written down once a day, and its owner told.
create or replace function note_closing(p_account uuid, p_counter text, p_kind text) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if p_account is not null and once_a_day(p_account, p_counter) then
        insert into audit_event (id, kind, account_id, organisation_id, source, browser, detail)
        select gen_random_uuid(), 'COUNTER_CLOSED', id, organisation_id, '', '', p_counter from account where id = p_account;
        perform tell_owner(p_account, p_kind);
    end if;
end $$;

-- A limit of this account has no place left, if that is so.
create or replace function note_full(p_account uuid, p_name text, p_subject bytea, p_most integer, p_window interval) returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    if next_place(p_name, p_subject, p_most, p_window) is not null then
        perform note_closing(p_account, p_name,
                             case p_name when 'CURRENT_PASSWORD_TRIES' then 'GUESSING' else 'MESSAGES_USED_UP' end);
    end if;
end $$;

-- The same of a telephone number, for everybody who has confirmed it.
create or replace function note_number_full(p_number text, p_name text, p_subject bytea, p_most integer, p_window interval) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    select note_full(account_id, p_name, p_subject, p_most, p_window)
    from contact where kind = 'PHONE' and address = p_number and confirmed_at is not null and removed_at is null
$$;

-- How the newest code of a flow fares: UNDER_WAY, DELAYED, ACCEPTED (by the mail server, or the provider of texts), REFUSED,
-- or WITHHELD (the mailbox has had its share). Null for everybody who has proven nothing yet, because what becomes of a
-- message tells whether the account exists.
create or replace function delivery_status(p_flow uuid) returns text
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select case o.state when 'SENT' then 'ACCEPTED' when 'FAILED' then 'REFUSED' when 'DROPPED' then 'WITHHELD'
                        when 'EXPIRED' then 'DELAYED'
                        when 'QUEUED' then case when o.failure is not null or o.created_at < regain.now() - interval '8 seconds'
                                                then 'DELAYED' else 'UNDER_WAY' end end
    from outbox o join flow f on f.id = o.flow_id
    where o.flow_id = p_flow and (f.purpose in ('CLAIM', 'REGISTER') or exists (select from valid_proofs(p_flow)))
    order by o.created_at desc, o.id desc
    limit 1
$$;

-- Takes the oldest away, for who is about to say them; another node takes others meanwhile. Anybody who may invite can make a
-- hundred thousand invitations: they come behind what was done to people, and while few mails wait.
create or replace function take_announcements(p_most integer) returns table (account_id uuid, kind text, at timestamptz)
    language sql rows 100 security definer set search_path = pg_catalog, regain, pg_temp as $$
    delete from announcement a
    where a.id = any (array(select w.id from announcement w
                   where w.kind <> 'INVITED' or not exists (select from outbox where state = 'QUEUED' offset 200)
                   order by w.kind = 'INVITED', w.created_at limit p_most for update skip locked))
    returning a.account_id, a.kind, a.created_at
$$;

create or replace function count_delivery(p_channel text, p_place text, p_outcome text) returns void
    language sql security definer set search_path = pg_catalog, regain, pg_temp as $$
    insert into delivery_day as d (day, channel, place, outcome, many)
    values ((regain.now() at time zone 'UTC')::date, p_channel, p_place, p_outcome, 1)
    on conflict (day, channel, place, outcome) do update set many = d.many + 1
$$;

-- What waits to be sent, and since when; what is sealed does not say which of it are decoys.
create or replace function outbox_waiting() returns table (channel text, many integer, oldest timestamptz)
    language sql stable rows 2 security definer set search_path = pg_catalog, regain, pg_temp as $$
    select o.channel, count(*)::integer, min(o.created_at) from outbox o where o.state = 'QUEUED' group by 1
$$;

-- Nobody shortens it, and what has ended stays so.
create or replace trigger stays_over before update on waiting for each row
    when (old.ended_at is not null or new.until <> old.until or new.asked_at <> old.asked_at or new.class <> old.class
          or new.account_id <> old.account_id or new.lapses_at <> old.lapses_at) execute function stays_over();
alter table waiting enable always trigger stays_over;
