-- kpi.local_start: the first instant at which the clock on the wall of a zone shows a time, or a
-- later one. A clock change is why this is not simply "at time zone": a time that comes twice
-- (midnight too, in some zones) begins with its first coming; one that is skipped, with part of an
-- hour or with its whole day, begins when the clock has passed it. No clock has been changed by
-- more than a day: where it has not changed in the 24 hours before, it is simply that.
create function kpi.local_start_at_change(local_time timestamp, zone text)
returns timestamptz
language plpgsql immutable parallel safe
as $$
declare
    -- A time that comes twice is read by the clock after the change, a skipped one by that before.
    reading timestamptz := local_time at time zone zone;
    -- The same time by the clock of a day before.
    earlier timestamptz := reading
        + (local_time - interval '24 hours' - ((reading - interval '24 hours') at time zone zone));
    -- Seconds before the reading: at the one the clock has passed the time, at the other not yet.
    passed integer := 0;
    unpassed integer := 86400;
    middle integer;
begin
    if (reading at time zone zone) = local_time then
        return case
            when (earlier at time zone zone) = local_time then least(earlier, reading)
            else reading
        end;
    end if;
    -- It is skipped: what is looked for is the change, which is at a whole second.
    reading := date_trunc('second', local_time) at time zone zone;
    while unpassed - passed > 1 loop
        middle := (passed + unpassed) / 2;
        if ((reading - make_interval(secs => middle)) at time zone zone) >= local_time then
            passed := middle;
        else
            unpassed := middle;
        end if;
    end loop;
    return reading - make_interval(secs => passed);
end
$$;
comment on function kpi.local_start_at_change(timestamp, text) is
'The same as kpi.local_start, also where the clock changes near that time; slower.';

create function kpi.local_start(local_time timestamp, zone text)
returns timestamptz
language sql immutable parallel safe
as $$
    select case
        when ((local_time at time zone zone) at time zone zone) = local_time
            and (((local_time at time zone zone) - interval '24 hours') at time zone zone)
            = local_time - interval '24 hours'
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
-- back (00:01 to 23:01): those minutes belong to the day that has begun. No other rule puts an
-- instant into a day.
create function kpi.local_date_at_change(instant timestamptz, zone text)
returns date
language plpgsql immutable strict parallel safe
as $$
declare
    date_on_wall date := (instant at time zone zone)::date;
begin
    if instant >= kpi.local_start((date_on_wall + 1)::timestamp, zone) then
        return date_on_wall + 1;
    end if;
    return date_on_wall;
end
$$;
comment on function kpi.local_date_at_change(timestamptz, text) is
'The same as kpi.local_date, also where the clock brings a day back; slower.';

-- kpi.returning_zone: the zone, where days have been brought back in it; null anywhere else. Of the
-- IANA database it is these since 1970, the last time in 2010.
create function kpi.returning_zone(zone text)
returns text
language sql immutable parallel safe
as $$
    select case
        when zone in (
            'America/Goose_Bay', 'America/Moncton', 'America/St_Johns', 'Antarctica/Casey',
            'Canada/Newfoundland'
        )
            then zone
    end
$$;
comment on function kpi.returning_zone(text) is
'An IANA time zone, where its clock has brought days back; empty anywhere else.';

create function kpi.local_date(instant timestamptz, zone text)
returns date
language sql immutable parallel safe
as $$
    select coalesce(
        kpi.local_date_at_change(instant, kpi.returning_zone(zone)),
        (instant at time zone zone)::date
    )
$$;
comment on function kpi.local_date(timestamptz, text) is
'The local day of an IANA time zone in whose time an instant lies.';

-- The same where both zones are looked up once for all rows: a view that hands on a select for each
-- pays no more for a row than the date on the wall costs.
create function kpi.local_date(instant timestamptz, zone text, returning_zone text)
returns date
language sql immutable parallel safe
as $$
    select coalesce(
        kpi.local_date_at_change(instant, returning_zone), (instant at time zone zone)::date
    )
$$;
comment on function kpi.local_date(timestamptz, text, text) is
'The local day in whose time an instant lies, of a zone and its kpi.returning_zone.';

-- kpi.first_day: the first day that views of what is there day by day show. What is older is a
-- slip, and no view is to have the days of centuries because of one.
create function kpi.first_day()
returns date
language sql immutable parallel safe
as $$
    select date '1970-01-01'
$$;
comment on function kpi.first_day() is
'The first day of views that have a row for each day on which something is there.';
