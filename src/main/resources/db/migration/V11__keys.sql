-- What is kept in the place of a secret may have been made by an earlier key: these compare with what each key makes of an answer.
drop function if exists answer_challenge(uuid, bytea, bytea, bytea);
drop function if exists use_permit(uuid, bytea, bytea);

-- A key that waits to be used is not known.
drop function if exists present_keys(text[], bytea[]);
