-- kpi.local_start: the first instant at which the clock on the wall of a zone shows a time, or a
-- later one. A clock change is why this is not simply "at time zone": a time that comes twice
-- (midnight too, in some zones) begins with its first coming; one that is skipped begins when the
-- clock has passed it. Where the clock has not changed in the two hours before, it is simply that.
create function kpi.local_start_at_change(local_time timestamp, zone text)
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
comment on function kpi.local_start_at_change(timestamp, text) is
'The same as kpi.local_start, also where the clock changes near that time; slower.';

create function kpi.local_start(local_time timestamp, zone text)
returns timestamptz
language sql immutable parallel safe
as $$
    select case
        when ((local_time at time zone zone) at time zone zone) = local_time
            and (((local_time at time zone zone) - interval '2 hours') at time zone zone)
            = local_time - interval '2 hours'
            then local_time at time zone zone
        else kpi.local_start_at_change(local_time, zone)
    end
$$;
comment on function kpi.local_start(timestamp, text) is
'First instant at which the clock of an IANA time zone shows that time, clock changes included.';

-- kpi.local_starts: the same of several times, in their order.
create function kpi.local_starts(local_times timestamp[], zone text)
returns timestamptz[]
language sql immutable parallel safe
as $$
    select array_agg(kpi.local_start(given.local_time, zone) order by given.number)
    from unnest(local_times) with ordinality as given (local_time, number)
$$;
comment on function kpi.local_starts(timestamp[], text) is
'First instants at which the clock of an IANA time zone shows these times, in their order.';

-- kpi.local_date: the local day in whose time, from kpi.local_start to the next day's, an instant
-- lies. It is the date on the wall, save where a clock change after midnight brings the day before
-- back (00:01 to 23:01): those minutes belong to the day that has begun. Of the zones of the IANA
-- database these are the ones where that has happened since 1970, the last time in 2010.
create function kpi.local_date(instant timestamptz, zone text)
returns date
language sql immutable parallel safe
as $$
    select case
        when zone in (
            'America/Goose_Bay', 'America/Moncton', 'America/St_Johns', 'Antarctica/Casey',
            'Canada/Newfoundland'
        )
            then
            (instant at time zone zone)::date
            + case
                when instant >= kpi.local_start(
                        ((instant at time zone zone)::date + 1)::timestamp, zone
                    ) then 1
                else 0
            end
        else (instant at time zone zone)::date
    end
$$;
comment on function kpi.local_date(timestamptz, text) is
'The local day of an IANA time zone in whose time an instant lies.';
