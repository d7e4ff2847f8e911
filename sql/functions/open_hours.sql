-- fact.open_hours: the instants between two instants at which a schedule is open. Hours are local
-- to the schedule's zone, by the day on which they open (weekday, valid_from, valid_to); all rows
-- of a day count, united; closes_at at or before opens_at runs past midnight. Holidays of the
-- schedule, and of all schedules of its source, take every instant of their local day out, also
-- half of a night.
create function fact.open_hours(
    wanted_schedule_id text, wanted_source text, from_at timestamptz, to_at timestamptz
)
returns tstzmultirange
language plpgsql stable parallel safe
as $$
declare
    zone text;
    open_time tstzmultirange;
    holiday_time tstzmultirange;
begin
    select schedule.timezone
    into zone
    from core.schedule
    where schedule.schedule_id = wanted_schedule_id
        and schedule.source = wanted_source;

    with interval_on_day as (
        select
            (day.day + schedule_hour.opens_at) at time zone zone as opens_at,
            (
                day.day
                + case when schedule_hour.closes_at <= schedule_hour.opens_at then 1 else 0 end
                + schedule_hour.closes_at
            ) at time zone zone as closes_at
        from (
            select generated.instant::date as day
            from generate_series(
                (from_at at time zone zone)::date::timestamp - interval '2 days',
                (to_at at time zone zone)::date::timestamp + interval '1 day',
                interval '1 day'
            ) as generated (instant)
        ) as day
        inner join core.schedule_hour
            on extract(isodow from day.day)::integer = schedule_hour.weekday
        where schedule_hour.schedule_id = wanted_schedule_id
            and schedule_hour.source = wanted_source
            and day.day >= coalesce(schedule_hour.valid_from, day.day)
            and day.day <= coalesce(schedule_hour.valid_to, day.day)
    )

    select range_agg(tstzrange(interval_on_day.opens_at, interval_on_day.closes_at))
    into open_time
    from interval_on_day
    where interval_on_day.opens_at < interval_on_day.closes_at;

    select range_agg(fact.local_day(holiday.holiday_on, zone))
    into holiday_time
    from core.holiday
    where holiday.source = wanted_source
        and (holiday.schedule_id = wanted_schedule_id or holiday.schedule_id is null)
        and holiday.holiday_on >= (from_at at time zone zone)::date - 1
        and holiday.holiday_on <= (to_at at time zone zone)::date + 1;

    return (coalesce(open_time, '{}') - coalesce(holiday_time, '{}'))
        * tstzmultirange(tstzrange(from_at, to_at));
end
$$;
comment on function fact.open_hours(text, text, timestamptz, timestamptz) is
'The instants between two instants at which a schedule is open.';
