-- A holiday may be several days; Zendesk lists them without the schedule they belong to, so they
-- are every schedule's of the source.
with holiday as (
    select
        staging.item(holidays.record) as item,
        holidays._file,
        holidays._line
    from raw.holidays
)

select
    day.instant::date as holiday_on,
    holiday.item ->> 'name' as name,
    holiday._file,
    holiday._line
from holiday
cross join
    lateral generate_series(
        (holiday.item ->> 'start_date')::timestamp,
        (holiday.item ->> 'end_date')::timestamp,
        interval '1 day'
    ) as day (instant)
where holiday.item is not null
order by
    holiday._file,
    holiday._line,
    day.instant
