-- Numbers by day, and lists of people that are worked through in small batches.

-- How the recoveries ended that began on a day (UTC), as `recoveries` says it, and by which methods people got back in: ENDING with where
-- it ended, an empty place where somebody got back in; or METHOD. Names nobody.
create table recovery_day (
    organisation_id uuid    not null references organisation,
    day             date    not null,
    what            text    not null check (what in ('ENDING', 'METHOD')),
    name            text    not null,
    place           text    not null,
    many            bigint  not null check (many > 0),
    primary key (organisation_id, day, what, name, place)
);

-- How long it took those who got back in.
create table recovery_time (
    organisation_id uuid    not null references organisation,
    day             date    not null,
    seconds         integer not null check (seconds >= 0),
    many            bigint  not null check (many > 0),
    primary key (organisation_id, day, seconds)
);

-- Until when what began is in these numbers: one row, or none while nothing is.
create table recovery_count (
    one   boolean     primary key default true check (one),
    until timestamptz not null
);

-- They are asked by days from now on.
drop function if exists recovery_numbers(uuid, timestamptz, timestamptz);
drop function if exists recovery_days(uuid, timestamptz, timestamptz);
drop function if exists recovery_times(uuid, timestamptz, timestamptz);
drop function if exists recovery_methods(uuid, timestamptz, timestamptz);
drop function if exists look_at_invitations(uuid, bytea, uuid);

-- A list that was begun is worked through in small batches, by whichever node finds it. Whom it has come to is the sum of three numbers.
alter table invitation_list drop constraint invitation_list_check;
alter table invitation_list
    -- When it was confirmed, by whom as they were then: from where, and the epoch of their account.
    add column started_at     timestamptz,
    add column source         text,
    add column browser        text,
    add column auth_epoch     integer,
    -- Whether it gives roles, or passwords from elsewhere.
    add column gives          boolean not null default false,
    add column whole          integer not null default 0,
    -- Left out, because a name looks like somebody's who came meanwhile.
    add column alike          integer not null default 0,
    -- Whether the global administrators know that there is another.
    add column told           boolean not null default false,
    add column ended          text check (ended in ('DONE', 'STOPPED', 'CLOSED')),
    add column forgotten_from timestamptz;
update invitation_list
set started_at = case when people is null then created_at end, ended = case when people is null then 'DONE' end,
    whole = coalesce(invited + known, 0), forgotten_from = created_at + interval '1 hour',
    source = '', browser = '', auth_epoch = 0, invited = coalesce(invited, 0), known = coalesce(known, 0);
alter table invitation_list
    alter column invited set default 0, alter column invited set not null,
    alter column known set default 0, alter column known set not null,
    alter column forgotten_from set not null, alter column forgotten_from set default regain.now() + interval '1 hour',
    add check ((people is null) = (ended is not null)),
    add check (ended is null or started_at is not null),
    add check (started_at is null or source is not null and browser is not null and auth_epoch is not null);
create index invitation_list_under_way on invitation_list (started_at) where started_at is not null and ended is null;

-- Written as a dump writes them: what a "between" makes of two conditions among others reads another way once it was restored, and a
-- restored backup was taken for a database that somebody had changed.
alter table authenticator
    drop constraint authenticator_name_check,
    add constraint authenticator_name_check
        check (char_length(name) >= 1 and char_length(name) <= 60 and strpos(name, chr(65533)) = 0);
alter table portal
    drop constraint portal_redirect_uris_check,
    add constraint portal_redirect_uris_check
        check (cardinality(redirect_uris) >= 1 and cardinality(redirect_uris) <= 20 and are_portal_addresses(redirect_uris, null));
