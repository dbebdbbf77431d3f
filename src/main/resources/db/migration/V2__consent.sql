-- Consent: what people let a portal know that is somebody else's (`R__61_consent.sql`).

-- Whether it is somebody else's, and nobody goes on to it without having been asked.
alter table portal add column third_party boolean not null default false;

alter table portal_change drop constraint portal_change_what_check;
alter table portal_change add constraint portal_change_what_check
    check (what in ('START', 'REDIRECT', 'AFTER_LOGOUT', 'LOGOUT', 'SCOPE', 'NAME', 'SIGNING', 'KEY', 'SECRET', 'WHOSE'));

-- What was said to the request that waits, by whom.
alter table portal_errand
    add column decision text check (decision in ('ALLOWED', 'REFUSED')),
    add column decided_by uuid references account,
    add check ((decision is null) = (decided_by is null));

-- What somebody has allowed a portal to be told, until they take it back.
create table portal_consent (
    account_id uuid        not null references account,
    portal_id  uuid        not null references portal,
    scopes     text[]      not null check ('openid' = any (scopes)
                                           and scopes <@ array ['openid', 'profile', 'email', 'roles', 'offline_access']),
    -- When they last said so, and when a code last rested on it.
    given_at   timestamptz not null default regain.now(),
    used_at    timestamptz not null default regain.now(),
    -- What a page calls it by.
    id         uuid        not null unique default gen_random_uuid(),
    primary key (account_id, portal_id)
);
create index on portal_consent (portal_id);
create index on portal_consent (used_at);

-- They say more from now on.
drop function if exists find_errand(bytea);
drop function if exists console_portals(uuid, uuid);
