-- Tokens that serve nobody but the holder of a key (DPoP, RFC 9449).

-- The key's thumbprint (RFC 7638): first of the key that a code was asked for with, then of the one that its tokens were given to. Null:
-- they serve whoever has them.
alter table portal_access add column bound_to text check (bound_to ~ '^[A-Za-z0-9_-]{43}$');

-- What was signed to show that somebody holds a key, until it would be too old anyway: each serves once.
create table portal_key_proof (
    hash    bytea primary key check (octet_length(hash) = 32),
    ends_at timestamptz not null
);
create index on portal_key_proof (ends_at);

-- They ask for the key now.
drop function if exists open_portal(uuid, uuid, bytea, text, text[], text, text, text, bytea);
drop function if exists issue_tokens(uuid, text, bytea, bytea, text[], bytea);
drop function if exists portal_claims(uuid);
