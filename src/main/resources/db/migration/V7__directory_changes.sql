-- Changing a password that a directory keeps, while signed in.

-- They say more from now on: which session goes on, and what for a password was about to be written.
drop function if exists directory_written(uuid, text, bytea[], timestamptz);
drop function if exists open_directory_writes();
