-- Changing a password that a directory keeps, while signed in; and people who are called otherwise there.

-- They say more from now on: which session goes on, what for a password was about to be written, and what people are called.
drop function if exists directory_written(uuid, text, bytea[], timestamptz);
drop function if exists open_directory_writes();
drop function if exists directory_people();
