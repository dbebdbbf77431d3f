-- A waiting ends with whatever stops its account, too.
alter table waiting drop constraint waiting_ended_because_check;
alter table waiting
    add constraint waiting_ended_because_check check (ended_because in ('USED', 'VETOED', 'PROVEN', 'LAPSED', 'STOPPED'));
