-- Who of the directory is nobody here, or is called or reached here by what they had before, and why.
alter table directory_refused_entry drop constraint directory_refused_entry_reason_check;
alter table directory_refused_entry add constraint directory_refused_entry_reason_check check (reason in (
    'NO_MAIL', 'TWO_MAILS', 'UNUSABLE_MAIL', 'UNUSABLE_NAME', 'NAME_TAKEN', 'LOOKS_ALIKE',
    'RENAMED_TAKEN', 'RENAMED_ALIKE', 'RENAMED_UNUSABLE', 'MAIL_TAKEN', 'MAIL_UNUSABLE'));
