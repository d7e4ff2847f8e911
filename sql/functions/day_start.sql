-- kpi.day_start: the first instant of a local day. A clock change at midnight is why this is not simply
-- "midnight at time zone": where midnight comes twice, the day begins with the first one; where it is
-- skipped, with the first instant that bears the date.
create function kpi.day_start(day date, zone text)
returns timestamptz
language sql immutable parallel safe
as $$
    select min(candidate.instant)
    from (
        values
        (day::timestamp at time zone zone),
        ((day::timestamp at time zone zone) - interval '30 minutes'),
        ((day::timestamp at time zone zone) - interval '1 hour'),
        ((day::timestamp at time zone zone) - interval '2 hours')
    ) as candidate (instant)
    where (candidate.instant at time zone zone)::date >= day
$$;
comment on function kpi.day_start(date, text) is
'First instant of a local day in an IANA time zone, clock changes at midnight included.';
