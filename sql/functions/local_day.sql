-- fact.local_day: all instants at which the clock of a zone shows a day. It is one stretch of time,
-- save where the clock goes back over midnight after it has passed it (23:01 again after 00:01):
-- then the minutes in between belong to the next day. Such changes happen on whole minutes, so
-- minutes are looked at.
create function fact.local_day(local_day date, zone text)
returns tstzmultirange
language plpgsql immutable parallel safe
as $$
declare
    starts_at timestamptz := kpi.local_start(local_day::timestamp, zone);
    ends_at timestamptz := kpi.local_start((local_day + 1)::timestamp, zone);
begin
    return (
        select coalesce(range_agg(tstzrange(minute.starts_at, minute.ends_at)), '{}'::tstzmultirange)
        from (
            select
                generated.instant as starts_at,
                generated.instant + interval '1 minute' as ends_at
            from (
                select generate_series(starts_at, starts_at + interval '3 hours', interval '1 minute')
                union all
                select generate_series(ends_at, ends_at + interval '3 hours', interval '1 minute')
            ) as generated (instant)
            where (generated.instant at time zone zone)::date = local_day
            union all
            select
                starts_at + interval '3 hours' as starts_at,
                ends_at
            where starts_at + interval '3 hours' < ends_at
        ) as minute
    );
end
$$;
comment on function fact.local_day(date, text) is
'All instants at which the clock of an IANA time zone shows that day.';
