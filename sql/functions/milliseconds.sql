-- fact.milliseconds: from one instant to a later one, in whole milliseconds (half away from zero).
-- The one place where a duration is rounded: sums of whole milliseconds are exact. Whole
-- microseconds, PostgreSQL's own resolution, are rounded as integers: numeric costs far more.
create function fact.milliseconds(earlier timestamptz, later timestamptz)
returns bigint
language sql immutable parallel safe
as $$
    select (
        (date_part('epoch', later - earlier) * 1000000)::bigint
        + case when later < earlier then -500 else 500 end
    ) / 1000
$$;
comment on function fact.milliseconds(timestamptz, timestamptz) is
'From one instant to a later one, in whole milliseconds.';
