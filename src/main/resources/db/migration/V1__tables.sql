-- Every table, once; what may be done with them is in the rooms after it: `R__10` to `R__82`, and `R__90_grants.sql` says by whom.

-- A function is nobody's until `R__90_grants.sql` says whose.
alter default privileges for role regain_owner revoke execute on functions from public;

-- The one clock by which the database judges what has expired; one statement sees one time. Nodes' clocks never decide that.
create function regain.now() returns timestamptz
    language sql stable
    return statement_timestamp();

-- What a hash cost to make: KiB of memory, and passes over it. Null for what is no hash of Regain.
create function cost_of(p_phc text) returns integer[]
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select regexp_match(p_phc,
        '^\$argon2id\$v=19\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=1,keyid=[0-9]{1,10}\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$')::integer[]
$$;

-- Nothing that is invisible, turns the direction of what follows, or starts a line of a header.
create function is_plain(p_text text, p_longest integer, p_lines boolean) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select char_length(p_text) between 1 and p_longest and p_text is nfc normalized and p_text = btrim(p_text, e' \n')
       and (p_lines or position(e'\n' in p_text) = 0)
       and p_text !~ '[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffd\U000e0000-\U000e0fff]'
$$;

-- Who there is: organisations, accounts, the names people type, and the addresses they have confirmed.

create table organisation (
    id         uuid primary key,
    name       text        not null check (char_length(name) between 1 and 200)
                                    constraint organisation_name_plain check (is_plain(name, 60, false)),
    created_at timestamptz not null default regain.now()
);

create table account (
    id                      uuid primary key,
    organisation_id         uuid        not null references organisation,
    state                   text        not null default 'UNCLAIMED' check (state in ('UNCLAIMED', 'ACTIVE', 'SUSPENDED', 'DELETED')),
    language                text        not null default 'en' check (language in ('en', 'es', 'zh-CN')),
    -- Raised whenever everything that was opened with the old credential must stop working.
    auth_epoch              integer     not null default 0,
    -- Known to be in wrong hands: only a reset leads on, never an unlock.
    password_compromised_at timestamptz,
    -- "This wasn't me": credentials stay as they are until the owner proves who they are in a new flow.
    frozen_at               timestamptz,
    -- Since when a recovery takes two classes of proof, whatever there is to prove by: the first console role or second factor.
    -- The database raises it; only its owner takes it back, by two proofs. See `R__14_requirement.sql`.
    two_since               timestamptz,
    -- How often in a row the owner put off trying a method that has not been used for long.
    checks_put_off          integer     not null default 0,
    created_at              timestamptz not null default regain.now(),
    claimed_at              timestamptz,
    suspended_at            timestamptz,
    -- For thirty days it can be undone; then what is left is erased, but for the names, which nobody gets again.
    deleted_at              timestamptz,
    erased_at               timestamptz
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
    account_id uuid        not null references account,
    role       text        not null check (role in ('GLOBAL_ADMIN', 'USER_ADMIN', 'BILLING_ADMIN', 'ADMIN_AGENT',
                                             'SALES_AGENT', 'HELPDESK_AGENT')),
    granted_at timestamptz not null default regain.now(),
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

-- A password version exists only because of a flow whose proofs entitled somebody to it: one flow, one version.
create table password (
    account_id uuid        not null references account,
    version    integer     not null,
    phc        text        not null check (phc like '$argon2id$%' and char_length(phc) <= 300)
                                    check (cost_of(phc) is not null),
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

-- What is to be sent. The sealed column holds address, kind and code for the dispatcher alone; decoys look the same.
create table outbox (
    id           uuid primary key,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    channel      text        not null check (channel in ('EMAIL', 'SMS')),
    sealed       bytea,
    state        text        not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'DROPPED', 'FAILED', 'EXPIRED')),
    attempts     integer     not null default 0,
    not_before   timestamptz not null,
    leased_until timestamptz,
    settled_at   timestamptz,
    failure      text,
    -- Whose code it carries, or would, for a page to say how it fares; null for everything else.
    flow_id      uuid,
    check (sealed is null or state = 'QUEUED')
);
create index outbox_due on outbox (not_before) where state = 'QUEUED';
create index on outbox (flow_id, created_at) where flow_id is not null;
create index outbox_expiring on outbox (expires_at) where state = 'QUEUED';
create index outbox_settled on outbox (settled_at) where settled_at is not null;

-- What happened, append only: nobody but the owner of the schema may change or remove a row. What is older than 400 days goes
-- (`tidy`).
create table audit_event (
    id              uuid primary key,
    at              timestamptz not null default regain.now(),
    kind            text        not null,
    account_id      uuid,
    organisation_id uuid,
    flow_id         uuid,
    source          text        not null,
    browser         text        not null,
    detail          text,
    -- Who did it, where it was not the account's own holder.
    actor_id        uuid
);
create index on audit_event (account_id, at desc);
create index on audit_event (at);

-- How often a thing was tried: the times within the window, never more of them than the limit allows.
create table limit_count (
    name    text        not null,
    subject bytea       not null,
    times   timestamptz[] not null,
    primary key (name, subject)
);

-- How often a thing was tried by everybody together: counted by twelfths of the window, of which `parts` holds the current one,
-- `newest`, and the twelve before it, the newest first. What is thirteen parts old is a whole window ago. Split over shards,
-- where tries are so many that a single row would be waited for.
create table limit_total (
    name   text      not null,
    shard  integer   not null,
    parts  integer[] not null,
    newest bigint    not null,
    primary key (name, shard)
);

-- Places under a limit of thousands, for each subject: counted by parts as in `limit_total`, in one row, so that it stays small.
create table limit_rate (
    name    text        not null,
    subject bytea       not null,
    parts   integer[]   not null,
    newest  bigint      not null,
    at      timestamptz not null default regain.now(),
    primary key (name, subject)
);
create index on limit_rate (at);

create index on account (organisation_id, state);
create index on audit_event (organisation_id, at desc, id desc);
create index on audit_event (organisation_id, kind, at desc);
create index on audit_event (actor_id, at desc) where actor_id is not null;

-- Fixed words to be said to somebody. Whoever asks for them has no way to the words, to the address, or to what is mailed.
create table announcement (
    id         uuid primary key default gen_random_uuid(),
    account_id uuid        not null references account,
    kind       text        not null check (kind in ('INVITED', 'READINESS', 'SUSPENDED', 'SUSPENSION_LIFTED', 'SESSIONS_ENDED',
                                                    'NEW_PASSWORD_REQUIRED', 'ROLES_CHANGED', 'ACCOUNT_DELETED',
                                                    'ACCOUNT_RESTORED', 'POLICY_LOOSENED', 'ORGANISATION_CHANGED',
                                                    'GLOBAL_ADMIN_ADDED', 'PORTAL_ADDED', 'PORTAL_NARROWED',
                                                    'PORTAL_WIDENING_PROPOSED', 'PORTAL_WIDENING_APPROVED', 'GUESSING', 'METHOD_CLOSED', 'MESSAGES_USED_UP',
                                                    'PASSWORD_KNOWN')),
    created_at timestamptz not null default regain.now()
);
create index on announcement (created_at);
create index on announcement (account_id);

-- Could this person get back in today? Computed by the application, as it is told to the person, and due again at `due_at`.
create table readiness (
    account_id  uuid primary key references account,
    -- Null: not worked out yet.
    state       text check (state in ('READY', 'AT_RISK', 'NOT_READY')),
    computed_at timestamptz,
    due_at      timestamptz not null,
    reminded_at timestamptz
);
create index on readiness (due_at);

-- How it stood on a day (UTC), at its end or just now.
create table readiness_day (
    organisation_id uuid    not null references organisation,
    day             date    not null,
    ready           integer not null,
    at_risk         integer not null,
    not_ready       integer not null,
    unclaimed       integer not null,
    primary key (organisation_id, day)
);

-- DELIVERY. What became of messages, by the domain of the address or the country of the number. Decoys are in none of it.
create table delivery_day (
    day     date    not null,
    channel text    not null check (channel in ('EMAIL', 'SMS')),
    place   text    not null check (char_length(place) between 1 and 253),
    outcome text    not null check (outcome in ('SENT', 'FAILED', 'EXPIRED')),
    many    integer not null,
    primary key (day, channel, place, outcome)
);

-- KEEPING. When what was left of a deleted account went.
create index account_to_erase on account (deleted_at) where state = 'DELETED' and erased_at is null;

-- The flows that `tidy` takes after a day, and recoveries, which are counted.
create index flow_passing on flow (opened_at)
    where purpose in ('SIGN_IN', 'REGISTER') or completed_at is null and (purpose <> 'RECOVERY' or account_id is null);
create index flow_counted on flow (opened_at) where purpose = 'RECOVERY' and account_id is not null;

-- What goes with a flow, or with an account, is found by these.
create index on challenge (flow_id, created_at);
create index on proof_use (flow_id);
create index on claim_link (flow_id) where flow_id is not null;
create index on authenticator (account_id);
create index on saved_code (account_id);

-- People who come from another system with the hash of the password they have there. Whoever brought it may have made it of a
-- password they chose, so it opens nothing by itself: it stands once in the place of a claim link, together with a code that
-- goes to the account's address, and its holder chooses another. It never becomes a password of Regain's, and is gone when
-- there is one.

-- The row is never changed, only removed. No role reads it: a hash leaves only by `begin_sign_in`, which counts a try.
create table imported_password (
    account_id uuid primary key references account,
    -- The forms that `ImportedHash` verifies, and roughly what they may cost; it knows the exact bounds.
    hash       text        not null check (char_length(hash) <= 255 and hash ~* (
        '^((\{(bcrypt|crypt|blf-crypt)\}|bcrypt\$)?\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}'
        || '|\{pbkdf2\}[0-9a-f]{80}|\{pbkdf2@SpringSecurity_v5_8\}[0-9a-f]{96}'
        || '|pbkdf2_sha256\$([1-9][0-9]{0,5}|1[0-9]{6}|2000000)\$[!-#%-~]{1,128}\$[A-Za-z0-9+/]{43}='
        || '|(\{argon2(id|@SpringSecurity_v5_8)?\}|argon2)?\$argon2id\$v=19\$m=[1-9][0-9]{0,4},t=([1-9]|10),p=([1-9]|1[0-6])'
        || '\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}'
        || '|\{SSHA(-?(256|512))?\}[A-Za-z0-9+/]{28,172}={0,2})$')),
    created_at timestamptz not null default regain.now()
);

-- The claim that the right imported password has begun in one browser; there is one at a time. It stands in the place of a
-- claim link, and not of the code.
create table first_sign_in (
    flow_id    uuid primary key references flow on delete cascade,
    account_id uuid        not null unique references imported_password on delete cascade,
    created_at timestamptz not null default regain.now()
);

-- What another system made is no password of Regain's, whatever its form.
-- What an organisation chooses within the bounds of the standards, and the ratchet: what makes a rule stricter acts at once;
-- what makes it weaker takes two global administrators and three days, is told to everybody it touches, and can be withdrawn
-- by any global administrator until then. Nobody lowers the bar and walks through.
create table policy_setting (
    name     text primary key,
    lowest   integer not null,
    highest  integer not null,
    usual    integer not null,
    stricter text    not null check (stricter in ('HIGHER', 'LOWER')),
    check (usual between lowest and highest)
);

insert into policy_setting (name, lowest, highest, usual, stricter) values
    ('RECOVERY_PROOFS', 1, 2, 1, 'HIGHER'),
    ('PASSWORD_LENGTH', 15, 64, 15, 'HIGHER'),
    ('PASSWORD_LENGTH_WITH_FACTOR', 8, 64, 8, 'HIGHER'),
    ('NEW_METHOD_HOURS', 72, 336, 72, 'HIGHER'),
    ('WAITING_HOURS', 24, 168, 72, 'HIGHER'),
    ('SESSION_HOURS', 1, 24, 12, 'LOWER'),
    ('FRESH_PROOF_MINUTES', 1, 15, 10, 'LOWER');

create table policy_change (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid        not null references organisation,
    setting         text        not null references policy_setting,
    from_value      integer     not null,
    to_value        integer     not null,
    proposed_by     uuid        not null references account,
    proposed_at     timestamptz not null default regain.now(),
    approved_by     uuid references account,
    approved_at     timestamptz,
    withdrawn_at    timestamptz,
    -- From when it holds; null while what weakens waits for its second administrator.
    effective_at    timestamptz,
    check (approved_by <> proposed_by),
    check ((approved_by is null) = (approved_at is null)),
    check (approved_at is null or effective_at >= approved_at + interval '72 hours')
);
create index on policy_change (organisation_id, setting, effective_at desc);

-- One at a time may wait.
create unique index policy_change_waiting on policy_change (organisation_id, setting) where approved_at is null and effective_at is null and withdrawn_at is null;

-- Bringing people in from the console: one, or a list that is looked at first. An account that exists, or did, is never
-- touched. Links and mails are made by who takes the announcements; the console gets neither to see.

-- A list that somebody has uploaded, until they have used it, or for an hour. What became of it stays as long.
create table invitation_list (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid        not null references organisation,
    account_id      uuid        not null references account,
    people          jsonb,
    created_at      timestamptz not null default regain.now(),
    invited         integer,
    known           integer,
    check ((people is null) = (invited is not null) and (people is null) = (known is not null))
);
create index on invitation_list (created_at);

-- One element of a list: what `make_account` asks for, and the hash of a password from elsewhere where there is one.
create type invited_person as (email_key text, email text, user_key text, user_shown text, skeleton text, language text,
                               roles text[], hash text);

-- How an organisation looks to its people: its name, a logo, an accent colour and what helps those who are stuck. Everybody
-- sees it before they sign in, so whoever may change it could speak in its name: only text, one picture and two colours, by a
-- global administrator with a fresh proof, written down and told to the others.

-- Names that were given before stay until they are changed.
create table organisation_look (
    organisation_id uuid primary key references organisation,
    -- Chosen for the light paper, and what was derived from it for the dark one.
    accent_light    text check (accent_light ~ '^#[0-9a-f]{6}$'),
    accent_dark     text check (accent_dark ~ '^#[0-9a-f]{6}$'),
    -- A PNG that we have drawn ourselves.
    logo            bytea check (octet_length(logo) <= 262144 and substring(logo for 8) = '\x89504e470d0a1a0a'),
    -- Its address, by what is in it.
    logo_hash       text,
    help_en         text check (is_plain(help_en, 500, true)),
    help_es         text check (is_plain(help_es, 500, true)),
    help_zh         text check (is_plain(help_zh, 500, true)),
    check ((accent_light is null) = (accent_dark is null)),
    check ((logo is null) = (logo_hash is null))
);
create index on organisation_look (logo_hash);

-- WAITING. One for an account at a time. No role reads or writes the table; the functions below do.
create table waiting (
    id               uuid primary key default gen_random_uuid(),
    account_id       uuid        not null references account,
    -- The recovery it was asked for in. No foreign key, since flows are tidied away.
    flow_id          uuid        not null unique,
    -- What was shown, and has to be shown once more: one class, by a method that serves by itself. No foreign keys: what is
    -- left of an account is erased in its own order.
    class            text        not null check (class in ('TOTP', 'SAVED', 'ISSUED')),
    contact_id       uuid,
    contact_version  integer,
    authenticator_id uuid,
    asked_at         timestamptz not null default regain.now(),
    until            timestamptz not null,
    lapses_at        timestamptz not null,
    told_at          timestamptz not null default regain.now(),
    ended_at         timestamptz,
    ended_because    text check (ended_because in ('USED', 'VETOED', 'PROVEN', 'LAPSED')),
    check (until >= asked_at + interval '24 hours' and lapses_at > until),
    check ((ended_at is null) = (ended_because is null))
);
create unique index waiting_open on waiting (account_id) where ended_at is null;
create index on waiting (told_at) where ended_at is null;
create index on waiting (account_id);

-- Which keys this database was used with: their fingerprints, never the keys. A node that has others would make hashes that
-- nobody else can verify, and seal messages that nobody can open, so it does not start.
create table known_key (
    keyset      text        not null check (keyset in ('macs', 'pepper', 'sealing', 'wrapping')),
    fingerprint bytea       primary key check (octet_length(fingerprint) = 32),
    first_seen  timestamptz not null default regain.now()
);

-- PORTALS. Sites to which people sign in here, by OpenID Connect. No role reads or writes these tables; the functions of
-- `R__60_portals.sql` and the rooms after it do. What was issued is kept as SHA-256 alone, and ID tokens not at all.

-- The one rule for addresses of portals: a whole address in its plainest writing, so that two parsers cannot read it differently. HTTPS
-- to a name; of an app (`PUBLIC`) also to the reader's own machine, by number (RFC 8252 § 8.3). No user, fragment, wildcard, path
-- climbing or number in the place of a name. Without a kind: also to this machine by its name, as the demo's portal has it.
create function is_portal_address(p_uri text, p_kind text) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select char_length(p_uri) <= 500
       and p_uri ~ ('^(https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?'
                    || case when p_kind is null then '|http://(127\.0\.0\.1|\[::1\]|localhost)'
                            when p_kind = 'PUBLIC' then '|http://(127\.0\.0\.1|\[::1\])' else '' end
                    || ')(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6([0-4][0-9]{3}|5([0-4][0-9]{2}|5([0-2][0-9]|3[0-5])))))?'
                    || '(/[A-Za-z0-9._~!$&''()+,;=:@%/-]*)?(\?[A-Za-z0-9._~!$&''()+,;=:@%/?-]*)?$')
       and p_uri !~ '%(?![0-9A-Fa-f]{2})' and p_uri !~* '%(00|0a|0d|2e|2f|5c)' and p_uri !~ '/\.{1,2}(/|\?|$)'
$$;

create function are_portal_addresses(p_uris text[], p_kind text) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select coalesce(bool_and(coalesce(is_portal_address(u, p_kind), false)), true) from unnest(p_uris) u
$$;

create table portal (
    id                uuid primary key default gen_random_uuid(),
    organisation_id   uuid        not null references organisation,
    -- As the portal names itself. Never given twice.
    client_id         text        not null unique check (client_id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    name              text        not null check (is_plain(name, 60, false)),
    -- It keeps a secret, it signs with a key of its own, or it is an app on somebody's machine, which can keep neither.
    kind              text        not null check (kind in ('SECRET', 'PRIVATE_KEY', 'PUBLIC')),
    -- Its first page, for whoever's errand has lapsed.
    start_uri         text        not null check (is_portal_address(start_uri, null)),
    redirect_uris     text[]      not null check (cardinality(redirect_uris) between 1 and 20 and are_portal_addresses(redirect_uris, null)),
    after_logout_uris text[]      not null default '{}' check (cardinality(after_logout_uris) <= 20
                                                           and are_portal_addresses(after_logout_uris, null)),
    -- Where logout tokens are posted.
    logout_uri        text check (is_portal_address(logout_uri, null)),
    scopes            text[]      not null check ('openid' = any (scopes)
                                          and scopes <@ array ['openid', 'profile', 'email', 'roles', 'offline_access']),
    -- Null: people are known by the same `sub` as at each other such portal. Else by one of their own in this sector.
    sector            text check (sector <> ''),
    signed_with       text        not null default 'ES256' check (signed_with in ('ES256', 'RS256')),
    -- Its public keys, as a JWK set.
    keys              jsonb,
    created_at        timestamptz not null default regain.now(),
    -- For good. The row stays, and with it what nobody else may have: its name, its `client_id` and its sector.
    closed_at         timestamptz,
    check ((kind = 'PRIVATE_KEY') = (keys is not null))
);
create unique index on portal (sector);

-- Every name that a portal has, had, or was to have: another's it never is.
create table portal_name (
    organisation_id uuid not null references organisation,
    key             text not null,
    portal_id       uuid not null references portal,
    primary key (organisation_id, key)
);

-- Two at most, while one takes the other's place. 256 random bits each, so SHA-256 is enough.
create table portal_secret (
    hash       bytea primary key check (octet_length(hash) = 32),
    portal_id  uuid        not null references portal,
    created_at timestamptz not null default regain.now(),
    ended_at   timestamptz,
    -- What a page calls it by.
    id         uuid        not null unique default gen_random_uuid()
);
create index on portal_secret (portal_id);

-- What lets a portal do more than when it was added, one thing a row: it takes two global administrators and three days. From then on
-- `portal_now` reads it into the portal; the next change of the portal folds it into its row.
create table portal_change (
    id           uuid primary key default gen_random_uuid(),
    portal_id    uuid        not null references portal,
    what         text        not null check (what in ('START', 'REDIRECT', 'AFTER_LOGOUT', 'LOGOUT', 'SCOPE', 'NAME', 'SIGNING',
                                                      'KEY', 'SECRET')),
    -- The address, scope or name; a key as a JWK; of a secret the hash, in hexadecimal digits.
    value        text        not null check (char_length(value) <= 2000),
    proposed_by  uuid        not null references account,
    proposed_at  timestamptz not null default regain.now(),
    approved_by  uuid references account,
    approved_at  timestamptz,
    withdrawn_at timestamptz,
    -- From when it holds.
    effective_at timestamptz,
    folded_at    timestamptz,
    check (approved_by <> proposed_by),
    check ((approved_by is null) = (approved_at is null) and (approved_at is null) = (effective_at is null)),
    check (effective_at >= approved_at + interval '72 hours'),
    check (folded_at is null or folded_at >= effective_at and withdrawn_at is null)
);
create index on portal_change (portal_id, effective_at);

-- By what portals know people. Rows stay, so no `sub` is ever somebody else's.
create table portal_subject (
    sub        text primary key,
    account_id uuid not null references account,
    -- Empty: all portals that have no sector of their own.
    sector     text not null,
    unique (account_id, sector)
);

-- What a portal asked for, until whoever it sent here has signed in: bound to one browser by the secret in its cookie.
create table portal_errand (
    key_hash   bytea primary key check (octet_length(key_hash) = 32),
    portal_id  uuid        not null references portal,
    request    jsonb       not null,
    asked_at   timestamptz not null default regain.now()
);
create index on portal_errand (asked_at);

-- What a portal has sent ahead (RFC 9126). The reference serves once.
create table portal_push (
    hash       bytea primary key check (octet_length(hash) = 32),
    portal_id  uuid        not null references portal,
    request    jsonb       not null,
    pushed_at  timestamptz not null default regain.now()
);
create index on portal_push (pushed_at);

-- What somebody lets a portal know, from the code on. It goes with the session it rests on, and with the account's epoch.
create table portal_access (
    id           uuid primary key default gen_random_uuid(),
    portal_id    uuid        not null references portal,
    account_id   uuid        not null references account,
    -- The sign-in it rests on, and the session (`primary_id`). No foreign keys: a session may lapse, a flow is tidied.
    flow_id      uuid        not null,
    session_id   text        not null,
    auth_epoch   integer     not null,
    auth_time    timestamptz not null,
    acr          text        not null check (acr in ('aal1', 'aal2')),
    amr          text[]      not null,
    sub          text        not null references portal_subject,
    sid          text        not null,
    scopes       text[]      not null,
    redirect_uri text        not null,
    challenge    text        not null,
    nonce        text,
    created_at   timestamptz not null default regain.now(),
    -- However often it is refreshed.
    ends_at      timestamptz not null,
    code_hash    bytea       not null unique check (octet_length(code_hash) = 32),
    code_used_at timestamptz,
    access_hash  bytea unique check (octet_length(access_hash) = 32),
    access_at    timestamptz,
    access_scopes text[],
    refresh_hash bytea unique check (octet_length(refresh_hash) = 32),
    refresh_at   timestamptz
);
create index on portal_access (account_id);
create index on portal_access (session_id);
create index on portal_access (ends_at);

-- Refresh tokens that were exchanged already. Whoever presents one has a copy.
create table portal_used_refresh (
    hash      bytea primary key check (octet_length(hash) = 32),
    access_id uuid not null references portal_access on delete cascade
);
create index on portal_used_refresh (access_id);

-- What portals have signed to show who they are, until it would be too old anyway: each serves once (RFC 7523 § 3).
create table portal_assertion (
    hash      bytea primary key check (octet_length(hash) = 32),
    portal_id uuid        not null references portal,
    ends_at   timestamptz not null
);
create index on portal_assertion (ends_at);

-- Portals that are still to be told that somebody's session is over (OpenID Connect Back-Channel Logout 1.0).
create table portal_logout (
    id           uuid primary key default gen_random_uuid(),
    portal_id    uuid        not null references portal,
    sub          text        not null,
    sid          text        not null,
    created_at   timestamptz not null default regain.now(),
    state        text        not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED', 'EXPIRED')),
    attempts     integer     not null default 0,
    not_before   timestamptz not null default regain.now(),
    settled_at   timestamptz,
    failure      text
);
create index portal_logout_due on portal_logout (not_before) where state = 'QUEUED';
create index on portal_logout (settled_at) where settled_at is not null;

-- The keys that sign what portals are told, each wrapped with a key of the keys file (`R__68_signing_keys.sql`).
create table signing_key (
    -- The thumbprint of its public half (RFC 7638), so no two have the same name.
    kid        text primary key check (kid ~ '^[A-Za-z0-9_-]{43}$'),
    algorithm  text        not null check (algorithm in ('ES256', 'RS256')),
    wrapped    bytea       not null,
    made_at    timestamptz not null default regain.now(),
    -- Until the next one does.
    signs_from timestamptz not null,
    unique (algorithm, signs_from)
);
