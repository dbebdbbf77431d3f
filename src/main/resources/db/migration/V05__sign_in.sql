-- Sessions of people who are signed in, as Spring Session keeps them. The id is the SHA-256 of the cookie's secret.
create table spring_session (
    primary_id            char(36) primary key,
    session_id            char(64) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval integer  not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index on spring_session (expiry_time);
create index on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- A browser that has signed in to this account before. Its wrong passwords are counted apart, so a stranger's cannot
-- lock it out. It opens nothing by itself.
create table known_device (
    token_hash   bytea       not null check (octet_length(token_hash) = 32),
    account_id   uuid        not null references account,
    created_at   timestamptz not null default regain.now(),
    last_used_at timestamptz not null default regain.now(),
    primary key (token_hash, account_id)
);
create index on known_device (account_id);
create index on known_device (last_used_at);

-- Wrong passwords in a row. `subject` is the MAC of a typed name, of an account, or of an account and a known device.
create table sign_in_guard (
    subject        bytea primary key,
    account_id     uuid references account,
    failures       integer     not null default 0,
    locked_until   timestamptz,
    -- MACs of the last wrong passwords, cut to 8 bytes: the same mistake again is not counted, and 8 bytes of a keyed
    -- hash tell nobody the password.
    wrong_macs     bytea[]     not null default '{}',
    -- The owner hears of a lock once, not at each further try.
    told           boolean     not null default false,
    last_failed_at timestamptz not null default regain.now()
);
create index on sign_in_guard (account_id);
create index on sign_in_guard (last_failed_at);

-- Wrong answers to a second factor, after the right password. Who gives them knows the password, so its owner hears of it,
-- once a day at most. Nothing is locked by it: that `method_guard` does.
create table factor_guard (
    account_id uuid primary key references account,
    -- The newest five of the last day.
    recent     timestamptz[] not null default '{}',
    told_at    timestamptz
);

-- What the owner of an account was told today of counters that closed and of their password: each at most once a day, so that
-- nobody can flood them with it. No foreign key: to check it would take time for the known alone.
create table told_today (
    account_id uuid        not null,
    what       text        not null,
    at         timestamptz not null default regain.now(),
    primary key (account_id, what)
);
create index on told_today (at);
