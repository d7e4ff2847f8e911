-- fact.milliseconds: from one instant to a later one, in whole milliseconds (half away from zero).
-- The one place where a duration is rounded: sums of whole milliseconds are exact.
create function fact.milliseconds(earlier timestamptz, later timestamptz)
returns bigint
language sql immutable parallel safe
as $$ select round(extract(epoch from later - earlier) * 1000)::bigint $$;
comment on function fact.milliseconds(timestamptz, timestamptz) is
'From one instant to a later one, in whole milliseconds.';
