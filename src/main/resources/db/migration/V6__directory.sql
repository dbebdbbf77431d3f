-- People whose password a directory keeps. Here stands who they are there, and what stands in place of their password.

-- What stands in place of a password that is kept elsewhere: the SHA-256 of what only the pepper gives, where a hash has it too, so
-- that `password_seen` asks both alike. It says nothing of the password: that it was typed, the application says by it.
create function is_stand_in(p_phc text) returns boolean
    language sql immutable set search_path = pg_catalog, regain, pg_temp as $$
    select p_phc ~ '^\$directory\$v=1\$keyid=[0-9]{1,10}\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$'
$$;

alter table password drop constraint password_phc_check, drop constraint password_phc_check1;
alter table password add check (char_length(phc) <= 300), add check (cost_of(phc) is not null or is_stand_in(phc));

-- Whoever comes from a directory claims with the password that is there, as others do with one that was imported.
alter table imported_password drop constraint imported_password_hash_check;
alter table imported_password add constraint imported_password_hash_check check (char_length(hash) <= 255 and (hash = '$directory$' or hash ~* (
    '^((\{(bcrypt|crypt|blf-crypt)\}|bcrypt\$)?\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}'
    || '|\{pbkdf2\}[0-9a-f]{80}|\{pbkdf2@SpringSecurity_v5_8\}[0-9a-f]{96}'
    || '|pbkdf2_sha256\$([1-9][0-9]{0,5}|1[0-9]{6}|2000000)\$[!-#%-~]{1,128}\$[A-Za-z0-9+/]{43}='
    || '|(\{argon2(id|@SpringSecurity_v5_8)?\}|argon2)?\$argon2id\$v=19\$m=[1-9][0-9]{0,4},t=([1-9]|10),p=([1-9]|1[0-6])'
    || '\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}'
    || '|\{SSHA(-?(256|512))?\}[A-Za-z0-9+/]{28,172}={0,2})$')));

create table directory_person (
    account_id uuid primary key references account,
    -- What the directory calls them for good.
    entry      text        not null unique check (entry ~ '^[0-9a-z-]{1,64}$'),
    -- As of when the directory was asked for what stands here: an answer to an older question changes nothing.
    found_at   timestamptz not null default regain.now(),
    -- When their password was last set there, as far as is known here. Another time than this one means that somebody set it past Regain.
    changed_at timestamptz,
    -- Since when they are suspended here because they are disabled or gone there. Where the account was suspended at another time, it was
    -- by somebody else, and stays so when they are back.
    stopped_at timestamptz
);

-- Who of the directory is nobody here, and why: for administrators to read, who can mend it there.
create table directory_refused_entry (
    entry     text primary key check (entry ~ '^[0-9a-z-]{1,64}$'),
    user_name text        not null check (char_length(user_name) <= 200),
    reason    text        not null check (reason in ('NO_MAIL', 'TWO_MAILS', 'UNUSABLE_MAIL', 'UNUSABLE_NAME', 'NAME_TAKEN', 'LOOKS_ALIKE')),
    at        timestamptz not null default regain.now()
);
create index directory_refused_entry_by_name on directory_refused_entry (user_name, entry);

-- The directory is read by one node at a time, which says again and again that it still is. One row.
create table directory_reading (
    one          boolean primary key default true check (one),
    started_at   timestamptz not null,
    leased_until timestamptz not null,
    finished_at  timestamptz
);

-- A password that is about to be written into the directory, before it is: who was entitled to it, and what came of it. Until that is
-- known there is no second one. What is not known after a crash is asked of the directory, and never written again.
create table directory_write (
    flow_id        uuid primary key references flow on delete cascade,
    account_id     uuid        not null references directory_person on delete cascade,
    asked_at       timestamptz not null default regain.now(),
    -- When the password that is to be replaced was set, by the directory's clock.
    changed_before timestamptz,
    settled_at     timestamptz,
    outcome        text check (outcome in ('DONE', 'REFUSED')),
    check ((settled_at is null) = (outcome is null))
);
create unique index directory_write_open on directory_write (account_id) where settled_at is null;

-- What the owner is told of it.
alter table announcement drop constraint announcement_kind_check;
alter table announcement add constraint announcement_kind_check check (kind in (
    'INVITED', 'READINESS', 'SUSPENDED', 'SUSPENSION_LIFTED', 'SESSIONS_ENDED', 'NEW_PASSWORD_REQUIRED', 'ROLES_CHANGED', 'ACCOUNT_DELETED',
    'ACCOUNT_RESTORED', 'POLICY_LOOSENED', 'ORGANISATION_CHANGED', 'GLOBAL_ADMIN_ADDED', 'PORTAL_ADDED', 'PORTAL_NARROWED',
    'PORTAL_WIDENING_PROPOSED', 'PORTAL_WIDENING_APPROVED', 'GUESSING', 'METHOD_CLOSED', 'MESSAGES_USED_UP', 'PASSWORD_KNOWN',
    'PASSWORD_MOVED'));

-- It says who is in the directory now.
drop function if exists begin_sign_in(text, bytea, bytea);
