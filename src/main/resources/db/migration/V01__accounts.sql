-- Who there is: organisations, accounts, the names people type, and the addresses they have confirmed.

-- The one clock by which the database judges what has expired; one statement sees one time. Nodes' clocks never decide that.
create function regain.now() returns timestamptz
    language sql stable
    return statement_timestamp();

create table organisation (
    id         uuid primary key,
    name       text        not null check (char_length(name) between 1 and 200),
    created_at timestamptz not null default regain.now()
);

create table account (
    id                      uuid primary key,
    organisation_id         uuid        not null references organisation,
    state                   text        not null default 'UNCLAIMED' check (state in ('UNCLAIMED', 'ACTIVE', 'SUSPENDED')),
    language                text        not null default 'en' check (language in ('en', 'es', 'zh-CN')),
    -- Raised whenever everything that was opened with the old credential must stop working.
    auth_epoch              integer     not null default 0,
    -- Known to be in wrong hands: only a reset leads on, never an unlock.
    password_compromised_at timestamptz,
    -- "This wasn't me": credentials stay as they are until the owner proves who they are in a new flow.
    frozen_at               timestamptz,
    -- Since when a recovery takes two classes of proof, whatever there is to prove by: the first console role or second factor.
    -- The database raises it; only its owner takes it back, by two proofs. See `V20__waiting.sql`.
    two_since               timestamptz,
    -- How often in a row the owner put off trying a method that has not been used for long.
    checks_put_off          integer     not null default 0,
    created_at              timestamptz not null default regain.now(),
    claimed_at              timestamptz
);
create index on account (organisation_id);

-- One namespace for everything a person may type at sign-in. A retired name stays, so nobody else can ever get it.
create table account_name (
    key        text primary key check (char_length(key) <= 320),
    account_id uuid        not null references account,
    kind       text        not null check (kind in ('USERNAME', 'EMAIL')),
    shown      text        not null,
    -- UTS #39: two user names that look alike have the same skeleton.
    skeleton   text        not null,
    created_at timestamptz not null default regain.now(),
    retired_at timestamptz
);
create index on account_name (account_id);
create unique index account_name_skeleton on account_name (skeleton) where kind = 'USERNAME';

create table account_role (
    account_id uuid not null references account,
    role       text not null check (role in ('GLOBAL_ADMIN', 'USER_ADMIN', 'BILLING_ADMIN', 'ADMIN_AGENT',
                                             'SALES_AGENT', 'HELPDESK_AGENT')),
    primary key (account_id, role)
);

-- Where a person may be written to. Codes go only to an address its holder has confirmed, exactly as stored.
create table contact (
    id           uuid primary key,
    account_id   uuid        not null references account,
    kind         text        not null check (kind in ('EMAIL', 'PHONE')),
    address      text        not null check (char_length(address) between 3 and 254),
    -- Raised by every change, so that a code sent before the change proves nothing after it.
    version      integer     not null default 1,
    created_at   timestamptz not null default regain.now(),
    confirmed_at timestamptz,
    -- Before this it serves a recovery only beside an older proof, so that older addresses can object.
    serves_from  timestamptz not null default regain.now(),
    last_used_at timestamptz,
    removed_at   timestamptz,
    -- As an authenticator's.
    set_aside_at timestamptz
);
create index on contact (account_id);
