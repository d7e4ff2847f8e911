-- How a file's fields were told apart: an export of its rejects has to write the same.

alter table meta.load_file add column delimiter text;
comment on column meta.load_file.delimiter is
'The character between its fields; empty for JSON, and for files loaded before this was kept.';
