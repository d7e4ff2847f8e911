-- How a load's files were read: the same file, read otherwise, is to be loaded again.

alter table meta.load add column reading text;
comment on column meta.load.reading is
'A mark of the mapping''s SQL, the zone and the options its files were read by; empty for loads '
'before this was kept.';
