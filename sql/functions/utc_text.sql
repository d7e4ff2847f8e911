-- meta.utc_text: an instant as people and programs are shown one, ISO 8601 in UTC, whole seconds.
create function meta.utc_text(instant timestamptz)
returns text
language sql stable parallel safe
as $$ select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;
comment on function meta.utc_text(timestamptz) is
'An instant, ISO 8601 in UTC, in whole seconds.';
