-- A password version exists only because of a flow whose proofs entitled somebody to it: one flow, one version.
create table password (
    account_id uuid        not null references account,
    version    integer     not null,
    phc        text        not null check (phc like '$argon2id$%' and char_length(phc) <= 300),
    flow_id    uuid        not null unique references flow,
    -- Long enough to be the only key (fifteen characters); a shorter one needs a second factor beside it.
    alone      boolean     not null default true,
    created_at timestamptz not null default regain.now(),
    primary key (account_id, version)
);
-- By which a hash that stands already is found, whoever's it is.
create index on password using hash (phc);

-- "You can ask for codes that nobody else uses up": mailed to whoever hears that others have used up theirs. It proves nothing.
create table permit (
    mac        bytea primary key check (octet_length(mac) = 32),
    account_id uuid        not null references account,
    -- The address that it was sent to.
    contact_id uuid        not null references contact,
    created_at timestamptz not null default regain.now(),
    expires_at timestamptz not null,
    check (expires_at > created_at and expires_at <= created_at + interval '7 days')
);
create index on permit (account_id);
create index on permit (contact_id);
create index on permit (expires_at);

-- The link that lets a person claim an account made for them. The link's secret is 256 random bits; its hash is kept.
create table claim_link (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    account_id uuid        not null references account,
    created_at timestamptz not null default regain.now(),
    expires_at timestamptz not null,
    flow_id    uuid references flow,
    check (expires_at <= created_at + interval '72 hours')
);
create index on claim_link (account_id);
create index on claim_link (expires_at);

-- "This wasn't me": each notice carries one of these. It can only lower access.
create table repudiation_link (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    account_id uuid        not null references account,
    kind       text        not null,
    -- The address that it was sent to.
    contact_id uuid references contact,
    -- Methods that were added from here on go with it. Set by `link_takes_from`, never by who inserts the link.
    takes_from timestamptz not null default regain.now(),
    created_at timestamptz not null default regain.now(),
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index on repudiation_link (account_id);
create index on repudiation_link (expires_at);
create index on repudiation_link (contact_id);
