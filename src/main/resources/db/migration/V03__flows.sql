-- Ways to prove who one is: a flow, its challenges, and the proofs won by answering them.
--
-- A flow has no "state" column on purpose. Whether it is opened, challenged or verified is derived from its live
-- challenge and its proofs each time it is read, so there is no step name that could be forged or confused
-- (CVE-2026-18963).

create table flow (
    id             uuid primary key,
    purpose        text        not null check (purpose in ('RECOVERY', 'CLAIM', 'CHANGE', 'SIGN_IN', 'REGISTER')),
    -- SHA-256 of the secret in the browser's cookie. Changes after each proof.
    key_hash       bytea       not null unique check (octet_length(key_hash) = 32),
    -- Null: a decoy, opened for a name that nobody has.
    account_id     uuid references account,
    -- MAC of the name as typed. Counters that may be shown to a stranger sit on this, known name or not.
    name_mac       bytea       not null check (octet_length(name_mac) = 32),
    -- Raised by every step, so that a page shown before that step is recognised as stale.
    step           integer     not null default 0,
    -- Set when the flow was begun on a browser that has signed in to this account before: counted apart.
    device_hash    bytea,
    -- Set when a permit that was mailed to this account was typed in this flow: counted apart too. By `use_permit` alone.
    permit_mac     bytea check (octet_length(permit_mac) = 32),
    aim            text check (aim in ('RESET', 'UNLOCK')),
    language       text        not null,
    source         text        not null,
    browser        text        not null,
    password_tries integer     not null default 0 check (password_tries <= 5),
    opened_at      timestamptz not null default regain.now(),
    expires_at     timestamptz not null,
    ended_at       timestamptz,
    ended_because  text,
    completed_at   timestamptz,
    outcome        text check (outcome in ('RESET', 'UNLOCKED', 'CLAIMED', 'CHANGED', 'SIGNED_IN', 'REGISTERED')),
    -- The account's epoch when this was completed: what has happened since takes the freshness of its proofs away.
    auth_epoch     integer,
    sessions_ended integer,
    check (expires_at > opened_at and expires_at <= opened_at + interval '60 minutes'),
    check ((ended_at is null) = (ended_because is null)),
    check ((completed_at is null) = (outcome is null)),
    check (ended_at is null or completed_at is null)
);
create index flow_open_of_account on flow (account_id) where ended_at is null and completed_at is null;
create index flow_age on flow (opened_at);

create table challenge (
    id              uuid primary key,
    flow_id         uuid        not null references flow on delete cascade,
    kind            text        not null check (kind in ('EMAIL', 'SMS', 'TOTP', 'PASSKEY', 'SAVED_CODE')),
    -- The row the code was sent to, as it stood then. Null in a decoy.
    contact_id      uuid references contact,
    contact_version integer,
    -- MAC of the code, never the code. Null where the answer is compared with kept codes.
    mac             bytea check (octet_length(mac) = 32),
    -- What a passkey has to sign. Not a secret; chosen here and never taken from the browser.
    nonce           bytea check (octet_length(nonce) = 32),
    attempts        integer     not null default 0,
    max_attempts    integer     not null default 5 check (max_attempts between 1 and 5),
    created_at      timestamptz not null default regain.now(),
    expires_at      timestamptz not null,
    consumed_at     timestamptz,
    superseded_at   timestamptz,
    check (expires_at > created_at and expires_at <= created_at + interval '10 minutes'),
    check (attempts <= max_attempts),
    check ((kind = 'PASSKEY') = (nonce is not null))
);
-- Only the newest challenge of a flow can be answered.
create unique index challenge_live on challenge (flow_id) where consumed_at is null and superseded_at is null;
create unique index challenge_mac on challenge (mac) where mac is not null;

create table proof (
    id               uuid primary key default gen_random_uuid(),
    flow_id          uuid        not null references flow on delete cascade,
    account_id       uuid        not null references account,
    class            text        not null check (class in ('PASSKEY', 'TOTP', 'SAVED', 'ISSUED', 'PASSWORD')),
    -- How it was proven; null for the password itself.
    method           text check (method in ('EMAIL', 'SMS', 'TOTP', 'PASSKEY', 'SAVED_CODE')),
    -- One answer, one proof. Null where the password itself was verified.
    challenge_id     uuid unique references challenge,
    contact_id       uuid references contact,
    contact_version  integer,
    authenticator_id uuid references authenticator,
    -- SHA-256 of the authenticator's key as it stood then.
    authenticator_key bytea,
    -- The saved code, or which of the account's passwords. No foreign key: what is gone gives nothing any more.
    saved_code_id    uuid,
    password_version integer,
    -- From when what was used serves a recovery by itself; earlier, only beside an older proof.
    serves_from      timestamptz not null default regain.now(),
    proven_at        timestamptz not null default regain.now(),
    check ((class = 'PASSWORD') = (method is null))
);
create index on proof (flow_id);

-- What has ended, was answered or was replaced stays so: the web's role may write these columns once, not take it back.
create function stays_over() returns trigger
    language plpgsql set search_path = pg_catalog, regain, pg_temp as $$
begin
    raise exception 'What is over stays over' using errcode = 'insufficient_privilege';
end $$;

create trigger stays_over before update on flow for each row
    when (old.ended_at is not null or old.completed_at is not null) execute function stays_over();
create trigger stays_over before update on challenge for each row
    when (old.consumed_at is not null or old.superseded_at is not null) execute function stays_over();

-- A proof is used once: the primary key refuses the second use, whatever it is for.
create table proof_use (
    proof_id uuid primary key references proof on delete cascade,
    flow_id  uuid        not null references flow on delete cascade,
    used_at  timestamptz not null default regain.now()
);

-- Codes a person keeps: 128 random bits each, so a keyed hash is enough (ASVS 6.5.2).
create table saved_code (
    id         uuid primary key,
    account_id uuid        not null references account,
    mac        bytea       not null unique check (octet_length(mac) = 32),
    created_at timestamptz not null default regain.now(),
    serves_from timestamptz not null default regain.now(),
    used_at    timestamptz,
    retired_at timestamptz,
    -- As an authenticator's.
    set_aside_at timestamptz
);
create index on saved_code (account_id) where used_at is null and retired_at is null;
create index on saved_code (retired_at) where retired_at is not null;

-- Wrong answers to one method of one account. Sending again resets nothing; only the right answer does.
create table method_guard (
    subject     bytea       not null,
    kind        text        not null,
    -- Whose method it is, so that its owner can open it again; null for nobody's. No foreign key: to check it would take
    -- time for the known alone.
    account_id  uuid,
    recent      timestamptz[] not null default '{}',
    consecutive integer     not null default 0,
    primary key (subject, kind)
);
create index on method_guard (account_id);
