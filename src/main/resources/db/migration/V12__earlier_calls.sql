-- It says again whether a list was used, as nodes of 0.1.0 ask.
drop function if exists look_at_invitations(uuid, bytea, uuid);
