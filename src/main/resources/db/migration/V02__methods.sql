-- What people have registered to prove who they are. Rows are never deleted: `removed_at` keeps the record of every
-- authenticator there ever was (NIST SP 800-63B-4 § 4.1).

create table authenticator (
    id           uuid primary key,
    account_id   uuid        not null references account,
    kind         text        not null check (kind in ('TOTP', 'PASSKEY')),
    -- U+FFFD stands for a character that somebody could not read.
    name         text        not null check (char_length(name) between 1 and 60 and strpos(name, chr(65533)) = 0),
    created_at   timestamptz not null default regain.now(),
    -- Null until its first code was typed: until then it proves nothing.
    confirmed_at timestamptz,
    -- Before this it serves a recovery only beside an older proof, so that older addresses can object.
    serves_from  timestamptz,
    last_used_at timestamptz,
    removed_at   timestamptz,
    -- Set at a reset, when nobody could tell who had added it; until its owner keeps it, it opens nothing and proves nothing by
    -- itself. See `set_aside`.
    set_aside_at timestamptz,
    -- The sign-in it was added in: see `session_standing`. No foreign key, since sign-ins are tidied away.
    added_in     uuid
);
create index on authenticator (account_id) where removed_at is null;

-- The secret of an authenticator app, sealed to its account and row.
create table totp (
    authenticator_id uuid primary key references authenticator,
    sealed           bytea  not null,
    -- The newest time step whose code was used; no step serves twice (RFC 6238 § 5.2).
    last_step        bigint not null default 0,
    -- By how many seconds the app's clock is ahead of ours: not less and not more than this, as far as its right codes have
    -- shown (RFC 6238 § 6). At first, a step either way and the seconds for typing.
    drift_least      integer not null default -35,
    drift_most       integer not null default 35,
    check (drift_least <= drift_most and drift_most - drift_least <= 70)
);

create table passkey (
    authenticator_id uuid primary key references authenticator,
    credential_id    bytea   not null unique check (octet_length(credential_id) between 1 and 1023),
    -- COSE, as the browser gave it. Nothing here is secret.
    public_key       bytea   not null check (octet_length(public_key) <= 2048),
    sign_count       bigint  not null default 0,
    backup_eligible  boolean not null,
    backed_up        boolean not null,
    transports       text[]  not null default '{}'
);

-- Challenges of the sign-in page that have been answered. They carry their own proof of origin and expiry, so only the
-- answered ones need a row: to be refused the second time.
create table used_challenge (
    hash       bytea primary key check (octet_length(hash) = 32),
    expires_at timestamptz not null
);
create index on used_challenge (expires_at);

-- Who falls short of what their account requires, since they were told so: they could get back in by waiting only.
create table shortfall (
    account_id uuid primary key references account,
    told_at    timestamptz not null default regain.now()
);
