-- kpi.local_start: the first instant at which the clock on the wall of a zone shows a time, or a
-- later one. A clock change is why this is not simply "at time zone": a time that comes twice
-- (midnight too, in some zones) begins with its first coming; one that is skipped begins when the
-- clock has passed it.
create function kpi.local_start(local_time timestamp, zone text)
returns timestamptz
language sql immutable parallel safe
as $$
    select min(candidate.instant)
    from (
        values
        (local_time at time zone zone),
        ((local_time at time zone zone) - interval '30 minutes'),
        ((local_time at time zone zone) - interval '1 hour'),
        ((local_time at time zone zone) - interval '2 hours')
    ) as candidate (instant)
    where (candidate.instant at time zone zone) >= local_time
$$;
comment on function kpi.local_start(timestamp, text) is
'First instant at which the clock of an IANA time zone shows that time, clock changes included.';
