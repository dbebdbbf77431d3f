-- What is over stays over also for a session that plays the part of a replica (session_replication_role), in which ordinary
-- triggers do not fire.
alter table flow enable always trigger stays_over;
alter table challenge enable always trigger stays_over;
alter table outbox enable always trigger stays_settled;
