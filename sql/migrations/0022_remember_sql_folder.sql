-- A warehouse with a KPI of its user's own is not to lose it to the next command that is not told
-- where that KPI is.
alter table meta.deployment add column sql_folder text;
comment on column meta.deployment.sql_folder is
'The folder that DESKHOUSE_SQL named; null: the program''s own files.';
