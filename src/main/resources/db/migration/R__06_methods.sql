-- What ways there are to prove who one is, and what each is: `Method` says in Java what `class_of` says here, and `MethodRecipeTest`
-- that both say the same. PostgreSQL writes these into the statements that ask them.

-- What a method's right answer proves. Null for what is no method.
create or replace function class_of(p_method text) returns text language sql immutable
    return case p_method when 'EMAIL' then 'ISSUED' when 'SMS' then 'ISSUED' when 'TOTP' then 'TOTP' when 'PASSKEY' then 'PASSKEY'
                         when 'SAVED_CODE' then 'SAVED' end;

-- The method that proves an address or a number.
create or replace function method_of(p_contact_kind text) returns text language sql immutable
    return case p_contact_kind when 'PHONE' then 'SMS' else p_contact_kind end;

-- What is sent is no second factor (NIST SP 800-63B-4 § 3.1.3.1).
create or replace function is_sent(p_method text) returns boolean language sql immutable
    return class_of(p_method) = 'ISSUED';

-- A saved code has 128 bits and a passkey signs, so guesses at them need no counting beyond their challenge's (NIST § 3.1.2.2);
-- counted, they would let a stranger close the one way that is left when the mailbox is lost.
create or replace function is_guessable(p_method text) returns boolean language sql immutable
    return class_of(p_method) is distinct from 'SAVED' and class_of(p_method) is distinct from 'PASSKEY';

-- The classes that may stand beside a password.
create or replace function second_classes() returns text[] language sql immutable
    return array ['PASSKEY', 'TOTP', 'SAVED'];
