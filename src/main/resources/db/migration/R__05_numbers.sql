-- The numbers of the law, each in one place. The functions ask these, the application reads them by `numbers()`, and whoever
-- changes one changes both. What an organisation may choose stands in `policy_setting`, and limits of sending in `limits.Limit`.
-- The checks of tables are bounds, which a standard sets: no number here may go beyond them.

-- How long a proof is good for one more thing.
create or replace function proof_life() returns interval language sql immutable return interval '10 minutes';
-- How long a code that was sent, or whatever else is asked for, can be answered (OWASP ASVS 5.0 § 6.5.5).
create or replace function challenge_life() returns interval language sql immutable return interval '10 minutes';
-- How long a recovery or a sign-in stays open, and how long whoever has reset may judge what was set aside.
create or replace function flow_life() returns interval language sql immutable return interval '15 minutes';
-- How long claiming an account stays open, and trying a method of one's own.
create or replace function claim_life() returns interval language sql immutable return interval '60 minutes';
create or replace function try_life() returns interval language sql immutable return interval '30 minutes';
-- How long an invitation can be followed.
create or replace function invitation_life() returns interval language sql immutable return interval '72 hours';
-- How long whoever had a second factor is asked for two after the last one went.
create or replace function factor_memory() returns interval language sql immutable return interval '72 hours';
-- How long what was approved waits before an organisation's rule is weaker, and how long the second one who approves must have
-- been an administrator.
create or replace function loosening_wait() returns interval language sql immutable return interval '72 hours';
-- How long a weaker rule can be approved after it was proposed.
create or replace function proposal_life() returns interval language sql immutable return interval '30 days';
-- How old the two proofs may be by which an administrator reads, and lowers what others may do. Whatever else they do asks for a
-- fresh one.
create or replace function console_life() returns interval language sql immutable return interval '24 hours';
-- How long a list of people to invite is kept for who gave it.
create or replace function list_life() returns interval language sql immutable return interval '1 hour';
-- How long whoever was deleted can be restored, and everything of theirs is kept.
create or replace function restorable_for() returns interval language sql immutable return interval '30 days';
-- How long what happened is kept.
create or replace function kept_for() returns interval language sql immutable return interval '400 days';
-- How long a method was not used before its owner is asked to try it.
create or replace function long_unused() returns interval language sql immutable return interval '180 days';
-- How long before somebody may be reminded again to add a method.
create or replace function reminding_pause() returns interval language sql immutable return interval '7 days';

-- How long what a portal asked for waits for a sign-in, which is more than a recovery with a sign-in after it takes.
create or replace function errand_life() returns interval language sql immutable return interval '2 hours';
-- How long a portal's request that was sent ahead, a code and an access token serve.
create or replace function push_life() returns interval language sql immutable return interval '5 minutes';
create or replace function portal_code_life() returns interval language sql immutable return interval '1 minute';
create or replace function access_life() returns interval language sql immutable return interval '5 minutes';
-- For how long at most what a portal signs to show who it is may say that it is good.
create or replace function assertion_life() returns interval language sql immutable return interval '1 hour';
-- How old or how new at most what somebody signs to show that they hold a key may be.
create or replace function key_proof_life() returns interval language sql immutable return interval '1 minute';
-- How long a key signs what portals are told; how long before that it is published, for those that keep what they have fetched; and
-- how long after it may be verified: an ID token is shown again for as long as the longest session lives.
create or replace function signing_life() returns interval language sql immutable return interval '90 days';
create or replace function signing_notice() returns interval language sql immutable return interval '1 day';
create or replace function signed_life() returns interval language sql immutable return interval '2 days';
-- For how long a portal that does not answer is told that a session is over.
create or replace function telling_life() returns interval language sql immutable return interval '1 day';

-- Wrong answers for one method of an account: within an hour, and in a row until it is closed for good (NIST SP 800-63B-4
-- § 3.2.2).
create or replace function wrong_answers_an_hour() returns integer language sql immutable return 10;
create or replace function wrong_in_a_row() returns integer language sql immutable return 100;
-- Wrong answers in one account within a day, by whichever methods, before its owner is told. They refuse nothing.
create or replace function wrong_answers_a_day() returns integer language sql immutable return 10;
-- Wrong passwords before a sign-in waits.
create or replace function wrong_passwords() returns integer language sql immutable return 10;
-- Tries at the existing password in one recovery or claim.
create or replace function password_tries() returns integer language sql immutable return 5;
-- How often the check of a method can be put off.
create or replace function checks_put_off() returns integer language sql immutable return 3;

-- What a proof counts. A passkey verifies its user as well: two factors in one (NIST SP 800-63B-4 § 4.2). For a new password the
-- old one counts nothing: `proven_classes` leaves it out.
create or replace function class_weight(p_class text) returns integer language sql immutable
    return case p_class when 'PASSKEY' then 2 else 1 end;

-- The roles that open the console. Whoever has one is asked for two proofs.
create or replace function console_roles() returns text[] language sql immutable return array ['GLOBAL_ADMIN', 'USER_ADMIN'];

-- Those that the application reads, once, at its start. Times are seconds.
create or replace function numbers() returns table (name text, number bigint)
    language sql immutable rows 100 security definer set search_path = pg_catalog, regain, pg_temp
begin atomic
    select n.name, extract(epoch from n.time)::bigint
    from (values ('PROOF_LIFE', proof_life()), ('CHALLENGE_LIFE', challenge_life()), ('FLOW_LIFE', flow_life()),
                 ('INVITATION_LIFE', invitation_life()), ('LONG_UNUSED', long_unused()),
                 ('ACCESS_LIFE', access_life())) n (name, time)
    union all values ('CHECKS_PUT_OFF', checks_put_off()::bigint), ('PASSWORD_TRIES', password_tries()::bigint);
end;
