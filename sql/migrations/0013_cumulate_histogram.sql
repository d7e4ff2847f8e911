-- A percentile is the bucket up to which so many cases lie. Counts that are added up from the
-- smallest bucket on let it be looked up in a row by bisection, without taking the row apart.
-- No one else reads the schema rollup, and the table is empty in between.
delete from rollup.histogram;
-- squawk-ignore ban-drop-column
alter table rollup.histogram drop column counts;
-- squawk-ignore adding-required-field
alter table rollup.histogram add column up_to integer[] not null;
comment on column rollup.histogram.up_to is
'How many cases each of them and those before it hold together.';

-- All rollups are worked out again.
update meta.rollup
set definition = '';
