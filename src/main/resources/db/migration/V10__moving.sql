-- People whose password may move into the directory, or out of it: by themselves alone, and when they want to.

-- Who may move, and has not yet. An operator writes it down; it changes nobody's password.
create table directory_offer (
    account_id uuid primary key references account,
    way        text        not null check (way in ('IN', 'OUT')),
    -- Who they are there: whom they are to prove to be, or as whom they leave.
    entry      text        not null unique check (entry ~ '^[0-9a-z-]{1,64}$'),
    offered_at timestamptz not null default regain.now()
);

-- Who was somebody's, until they moved their password out: nobody else is made of it here.
create table directory_left (
    entry      text primary key check (entry ~ '^[0-9a-z-]{1,64}$'),
    account_id uuid        not null references account,
    left_at    timestamptz not null default regain.now()
);
create index on directory_left (account_id);

alter table directory_person
    -- Since when their password is there, where it was here before; null for who came from the directory.
    add column moved_in_at timestamptz;
create index on directory_person (account_id) where moved_in_at is not null;
