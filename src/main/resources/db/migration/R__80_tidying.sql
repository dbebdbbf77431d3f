-- What is over goes: in small batches, for as long as each kind is kept.

-- What is left of accounts that were deleted thirty days ago. The account stays, and its names, which nobody gets again; and
-- what the audit says of it.
create or replace function erase_deleted() returns void
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    gone uuid[];
begin
    if not exists (select from account where state = 'DELETED' and erased_at is null and deleted_at <= regain.now() - restorable_for()) then
        return;
    end if;
    -- Theirs were counted, and stay so. What strangers begin of an account that is deleted, whose name still leads to it, puts nothing off.
    perform count_recoveries();
    gone := array(
        select id from account a
        where state = 'DELETED' and erased_at is null and deleted_at <= regain.now() - restorable_for()
          and not exists (select from flow f where f.purpose = 'RECOVERY' and f.account_id = a.id and f.opened_at < a.deleted_at
                              and f.opened_at >= recoveries_counted_until())
        order by deleted_at limit 100 for no key update skip locked);
    if cardinality(gone) = 0 then
        return;
    end if;
    delete from claim_link where account_id = any (gone);
    delete from repudiation_link where account_id = any (gone);
    delete from permit where account_id = any (gone);
    delete from password where account_id = any (gone);
    delete from directory_offer where account_id = any (gone);
    delete from directory_left where account_id = any (gone);
    delete from directory_person where account_id = any (gone);
    delete from flow where account_id = any (gone);
    delete from totp where authenticator_id in (select id from authenticator where account_id = any (gone));
    delete from passkey where authenticator_id in (select id from authenticator where account_id = any (gone));
    delete from authenticator where account_id = any (gone);
    delete from saved_code where account_id = any (gone);
    delete from contact where account_id = any (gone);
    delete from known_device where account_id = any (gone);
    delete from sign_in_guard where account_id = any (gone);
    delete from factor_guard where account_id = any (gone);
    delete from method_guard where account_id = any (gone);
    delete from account_role where account_id = any (gone);
    delete from shortfall where account_id = any (gone);
    delete from announcement where account_id = any (gone);
    delete from readiness where account_id = any (gone);
    perform 1 from portal_access where account_id = any (gone) order by id for update;
    delete from portal_access where account_id = any (gone);
    perform 1 from portal_consent where account_id = any (gone) order by account_id, portal_id for update;
    delete from portal_consent where account_id = any (gone);
    delete from spring_session where principal_name in (select a::text from unnest(gone) a);
    update account_name set shown = key where account_id = any (gone);
    update account set erased_at = regain.now() where id = any (gone);
end $$;

-- An account that is erased takes the password that it came with along.
create or replace function end_import_of_erased() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    delete from imported_password where account_id = new.id;
    return null;
end $$;

create or replace trigger end_import_of_erased after update of erased_at on account for each row
    when (new.erased_at is not null) execute function end_import_of_erased();

-- Whether a counter of wrong passwords or answers is an account's own (the quiet one), in a browser of its or in any other.
create or replace function is_quiet_counter(p_subject bytea, p_account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, regain, pg_temp as $$
    select p_account is not null and exists (
        select from (select ''::bytea union all select token_hash from known_device where account_id = p_account
                     union all select mac from permit where account_id = p_account) a (apart)
        where p_subject in (sign_in_subject(true, null, p_account, a.apart), sha256(quiet_of_answers(uuid_send(p_account), a.apart))))
$$;

-- As before; and recoveries that came to nothing stay for ninety days, to be counted, and deleted accounts for thirty.
create or replace function tidy() returns integer
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
declare
    most constant integer := 5000;
    removed integer := 0;
    n integer;
begin
    -- Before anything goes that is in these numbers.
    perform count_recoveries();
    -- Then: it takes its locks in their order, and the rest skips what somebody holds.
    perform erase_deleted();
    delete from limit_count where ctid = any (array(
        select ctid from limit_count where (select max(t) from unnest(times) t) < regain.now() - interval '2 days'
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from limit_rate where ctid = any (array(
        select ctid from limit_rate where at < regain.now() - interval '2 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from portal_assertion where ctid = any (array(
        select ctid from portal_assertion where ends_at < regain.now() limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from portal_key_proof where ctid = any (array(
        select ctid from portal_key_proof where ends_at < regain.now() limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    -- What is closed for good is closed by the counter of its account, which stays. The one under the name goes, whether anybody has
    -- that name or not, or by that strangers could tell.
    delete from method_guard where ctid = any (array(
        select ctid from method_guard
        where (select max(t) from unnest(recent) t)
                  < regain.now() - case when consecutive < wrong_in_a_row() then interval '30 days' else kept_for() end
          and (consecutive < wrong_in_a_row() or not is_quiet_counter(subject, account_id))
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from sign_in_guard where ctid = any (array(
        select ctid from sign_in_guard
        where last_failed_at < regain.now() - interval '2 days'
          and (failures < wrong_in_a_row() or last_failed_at < regain.now() - kept_for() and not is_quiet_counter(subject, account_id))
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from factor_guard where ctid = any (array(
        select ctid from factor_guard where (select max(t) from unnest(recent) t) < regain.now() - interval '2 days'
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from outbox where ctid = any (array(
        select ctid from outbox where settled_at < regain.now() - interval '7 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from spring_session where ctid = any (array(
        select ctid from spring_session where expiry_time < (extract(epoch from regain.now()) * 1000)::bigint
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from known_device where ctid = any (array(
        select ctid from known_device where last_used_at < regain.now() - kept_for()
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from saved_code where ctid = any (array(
        select ctid from saved_code where retired_at < regain.now() - interval '30 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from claim_link where ctid = any (array(
        select ctid from claim_link where expires_at < regain.now() - interval '30 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    -- Nothing looks at a password that was replaced.
    delete from password where ctid = any (array(
        select o.ctid from password o
        where exists (select from password p where p.account_id = o.account_id and p.version > o.version
                                                 and p.created_at < regain.now() - interval '30 days')
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from flow where ctid = any (array(
        select f.ctid from flow f where f.opened_at < regain.now() - interval '1 day'
            and (f.purpose in ('SIGN_IN', 'REGISTER')
                 or f.completed_at is null and (f.purpose <> 'RECOVERY' or f.account_id is null))
            and not exists (select from claim_link l where l.flow_id = f.id)
            and not exists (select from password p where p.flow_id = f.id)
            and not exists (select from directory_write w where w.flow_id = f.id and w.settled_at is null)
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    -- A flow that ended while a directory was being written has its password all the same.
    delete from flow where ctid = any (array(
        select f.ctid from flow f where f.opened_at < least(regain.now() - interval '90 days', recoveries_counted_until())
            and f.purpose = 'RECOVERY' and f.account_id is not null and f.completed_at is null
            and not exists (select from password p where p.flow_id = f.id)
            and not exists (select from directory_write w where w.flow_id = f.id and w.settled_at is null)
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    -- Proofs go with their flow; the flow by which the password of today came to be stays as long as that does.
    delete from flow where ctid = any (array(
        select f.ctid from flow f where f.opened_at < least(regain.now() - kept_for(), recoveries_counted_until())
            and f.completed_at is not null
            and not exists (select from password p where p.flow_id = f.id)
            and not exists (select from claim_link l where l.flow_id = f.id)
        limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from audit_event where ctid = any (array(
        select ctid from audit_event where at < regain.now() - kept_for() limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from used_challenge where ctid = any (array(
        select ctid from used_challenge where expires_at < regain.now() limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from repudiation_link where ctid = any (array(
        select ctid from repudiation_link where expires_at < regain.now() - interval '1 day' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from permit where ctid = any (array(
        select ctid from permit where expires_at < regain.now() - interval '1 day' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from told_today where ctid = any (array(
        select ctid from told_today where at < regain.now() - interval '2 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from portal_access where ctid = any (array(
        select ctid from portal_access where ends_at < regain.now() - interval '1 day'
            or code_used_at is null and created_at < regain.now() - interval '1 day' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    -- Whoever comes again after so long is asked again.
    delete from portal_consent where ctid = any (array(
        select ctid from portal_consent where used_at < regain.now() - kept_for() limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from portal_errand where ctid = any (array(
        select ctid from portal_errand where asked_at < regain.now() - interval '7 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    -- Of an errand that lapsed only its portal is read.
    update portal_errand set request = '{}' where ctid = any (array(
        select ctid from portal_errand where asked_at < regain.now() - errand_life() and request <> '{}' limit most
        for update skip locked));
    update portal_logout q set state = 'EXPIRED', settled_at = regain.now(), failure = 'address taken away' from portal o
    where o.id = q.portal_id and q.state = 'QUEUED' and q.created_at <= regain.now() - telling_life() and (portal_now(o)).logout_uri is null;
    delete from portal_push where ctid = any (array(
        select ctid from portal_push where pushed_at < regain.now() - interval '1 hour' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from portal_logout where ctid = any (array(
        select ctid from portal_logout where settled_at < regain.now() - interval '7 days' limit most for update skip locked));
    get diagnostics n = row_count; removed := removed + n;
    delete from signing_key where kid not in (select kid from signing_keys());
    delete from delivery_day where day < ((regain.now() - kept_for()) at time zone 'UTC')::date;
    delete from recovery_day where day < ((regain.now() - kept_for()) at time zone 'UTC')::date;
    delete from recovery_time where day < ((regain.now() - kept_for()) at time zone 'UTC')::date;
    delete from invitation_list where forgotten_from < regain.now();
    return removed;
end $$;

create or replace function erase_waitings() returns trigger
    language plpgsql security definer set search_path = pg_catalog, regain, pg_temp as $$
begin
    delete from waiting where account_id = new.id;
    return null;
end $$;

create or replace trigger erase_waitings after update of erased_at on account for each row
    when (new.erased_at is not null) execute function erase_waitings();
