-- A holiday may be several days; Zendesk lists them without the schedule they belong to, so they
-- are every schedule's of the source.
with holiday as (
    select
        staging.item(holidays.record) as item,
        holidays._file,
        holidays._line
    from raw.holidays
),

span as (
    select
        holiday.item ->> 'name' as name,
        holiday.item ->> 'start_date' as starts_on,
        nullif(holiday.item ->> 'end_date', holiday.item ->> 'start_date') as ends_on,
        holiday._file,
        holiday._line
    from holiday
    where holiday.item is not null
)

select
    coalesce(day.instant::date::text, span.starts_on) as holiday_on,
    span.name,
    span._file,
    span._line
from span
left join
    lateral generate_series(
        case when span.ends_on is not null then span.starts_on::timestamp end,
        span.ends_on::timestamp,
        interval '1 day'
    ) as day (instant)
    on true
order by
    span._file,
    span._line,
    day.instant
