-- People of a directory who are new here may be written to.

alter table organisation
    -- The language of that mail for whoever has none in the directory; null: nobody is written to.
    add column newcomer_language text check (newcomer_language in ('en', 'es', 'zh-CN'));

-- It says more from now on: whether somebody came from the directory.
drop function if exists why_not(uuid, uuid);
