-- The roles, the database and the schema that Regain needs, on a PostgreSQL of your own (15 or newer).
-- Run it once as a superuser; running it again changes nothing but the three passwords:
--
--   psql -v app_password='…' -v mailer_password='…' -v admin_password='…' -f roles.sql postgres
--
-- The PostgreSQL that Regain starts by itself is set up by the same statements. They are read line by line there:
-- a statement ends where a line ends in ";" or "\gexec".

-- Owns everything and runs the migrations. Nobody can log in as it: a migrating login does `set role regain_owner`.
do $$ begin create role regain_owner nologin; exception when duplicate_object then null; end $$;
-- What the web connects as.
do $$ begin create role regain_app; exception when duplicate_object then null; end $$;
-- What the sending of mail connects as: it sees the outbox and nothing else.
do $$ begin create role regain_mailer; exception when duplicate_object then null; end $$;
-- What the console connects as: it can run nothing that leads to a credential, a code, a proof or a session.
do $$ begin create role regain_admin; exception when duplicate_object then null; end $$;

alter role regain_owner nologin nosuperuser nocreatedb nocreaterole;
alter role regain_app login nosuperuser nocreatedb nocreaterole password :'app_password';
alter role regain_mailer login nosuperuser nocreatedb nocreaterole password :'mailer_password';
alter role regain_admin login nosuperuser nocreatedb nocreaterole password :'admin_password';
alter role regain_app set search_path = regain;
alter role regain_mailer set search_path = regain;
alter role regain_admin set search_path = regain;

select 'create database regain owner regain_owner encoding ''UTF8'' template template0'
    where not exists (select from pg_database where datname = 'regain') \gexec

\connect regain

revoke all on database regain from public;
grant connect on database regain to regain_app, regain_mailer, regain_admin;
revoke all on schema public from public;
create schema if not exists regain authorization regain_owner;
grant usage on schema regain to regain_app, regain_mailer, regain_admin;
-- A function is nobody's to call until a migration grants it: PostgreSQL would let everybody.
alter default privileges for role regain_owner revoke execute on functions from public;
