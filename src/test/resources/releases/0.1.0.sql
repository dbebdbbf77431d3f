-- An organisation in the middle of its day, as 0.1.0 keeps it. Secrets are what they hash.
set search_path = regain, pg_catalog;

insert into organisation (id, name) values ('00000000-0000-0000-0000-000000000001', 'Contoso Partners');
insert into account (id, organisation_id, state, claimed_at)
select ('00000000-0000-0000-0000-0000000000a' || n)::uuid, '00000000-0000-0000-0000-000000000001',
       case n when 3 then 'UNCLAIMED' else 'ACTIVE' end, case when n <> 3 then now() - interval '90 days' end
from generate_series(1, 4) n;
insert into account_name (key, account_id, kind, shown, skeleton)
select 'person' || right(id::text, 1) || '@contoso.example', id, 'EMAIL', 'person' || right(id::text, 1) || '@contoso.example', ''
from account;
insert into account_role (account_id, role, granted_at)
values ('00000000-0000-0000-0000-0000000000a4', 'GLOBAL_ADMIN', now() - interval '80 days');
insert into contact (id, account_id, kind, address, confirmed_at)
select ('00000000-0000-0000-0000-0000000000c' || right(id::text, 1))::uuid, id, 'EMAIL',
       'person' || right(id::text, 1) || '@contoso.example', claimed_at
from account;
insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, opened_at, expires_at, completed_at, outcome)
select gen_random_uuid(), 'CLAIM', sha256(('claimed ' || id)::bytea), id, sha256('name'), 'en', '', '', claimed_at,
       claimed_at + interval '15 minutes', claimed_at, 'CLAIMED'
from account where claimed_at is not null;
insert into password (account_id, version, phc, flow_id)
select f.account_id, 1, '$argon2id$v=19$m=19456,t=2,p=1,keyid=1$' || repeat('a', 22) || '$' || repeat('a', 43), f.id
from flow f where f.purpose = 'CLAIM';
insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)
values ('00000000-0000-0000-0000-0000000000d2', '00000000-0000-0000-0000-0000000000a2', 'TOTP', 'App', now() - interval '60 days',
        now() - interval '60 days');
insert into totp (authenticator_id, sealed) values ('00000000-0000-0000-0000-0000000000d2', '\x00');
insert into saved_code (id, account_id, mac) values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000a2', sha256('saved'));

-- Person 1 has shown all that is asked and is about to choose a password; person 2 has one proof of two.
insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
select ('00000000-0000-0000-0000-0000000000f' || n)::uuid, 'RECOVERY', sha256(('recovery ' || n)::bytea),
       ('00000000-0000-0000-0000-0000000000a' || n)::uuid, sha256('name'), 'en', '', '', now() + interval '15 minutes'
from generate_series(1, 2) n;
insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
select f.id, f.account_id, 'ISSUED', 'EMAIL', c.id, c.version
from flow f join contact c on c.account_id = f.account_id where f.purpose = 'RECOVERY';

-- Person 3 has an invitation, person 4 is signed in here and at a portal, and waits with a weaker rule.
insert into claim_link (token_hash, account_id, expires_at)
values (sha256('invitation'), '00000000-0000-0000-0000-0000000000a3', now() + interval '71 hours');
insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at, completed_at, outcome, auth_epoch)
values ('00000000-0000-0000-0000-0000000000f4', 'SIGN_IN', sha256('session'), '00000000-0000-0000-0000-0000000000a4', sha256('name'), 'en',
        '', '', now() + interval '15 minutes', now(), 'SIGNED_IN', 0);
insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, logout_uri, scopes)
values ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-000000000001', 'orders', 'Orders', 'SECRET',
        'https://orders.example/', '{https://orders.example/callback}', 'https://orders.example/logout', '{openid}');
insert into portal_secret (hash, portal_id) values (sha256('portal'), '00000000-0000-0000-0000-0000000000e1');
insert into portal_subject (sub, account_id, sector) values ('known as', '00000000-0000-0000-0000-0000000000a4', '');
insert into portal_access (id, portal_id, account_id, flow_id, session_id, auth_epoch, auth_time, acr, amr, sub, sid, scopes,
                           redirect_uri, challenge, ends_at, code_hash, code_used_at, refresh_hash, refresh_at)
values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000a4',
        '00000000-0000-0000-0000-0000000000f4', 'session', 0, now(), 'aal1', '{pwd}', 'known as', 'sid', '{openid}',
        'https://orders.example/callback', 'x', now() + interval '8 hours', sha256('code'), now(), sha256('refresh'), now());
insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by)
select '00000000-0000-0000-0000-000000000001', name, 72, 48, '00000000-0000-0000-0000-0000000000a4'
from policy_setting where name = 'WAITING_HOURS';
insert into outbox (id, created_at, expires_at, channel, sealed, not_before)
values (gen_random_uuid(), now(), now() + interval '1 day', 'EMAIL', '\x00', now());
