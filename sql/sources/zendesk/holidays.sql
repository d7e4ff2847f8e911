-- A holiday may be several days; Zendesk lists them without the schedule they belong to, so they
-- are every schedule's of the source. Whichever starts or ends on a day that does not exist, ends
-- before it starts, or lasts more than half a year (183 days; a slip) is rejected as a whole.
with holiday as (
    select
        staging.item(holidays.record) as item,
        holidays._file,
        holidays._line,
        holidays.ctid as _place
    from raw.holidays
),

span as (
    select
        holiday.item ->> 'name' as name,
        holiday.item ->> 'start_date' as starts_on,
        coalesce(holiday.item ->> 'end_date', holiday.item ->> 'start_date') as ends_on,
        holiday._file,
        holiday._line,
        holiday._place
    from holiday
    where holiday.item is not null
),

dated as (
    select
        span.*,
        staging.calendar_day(span.starts_on) as first_day,
        staging.calendar_day(span.ends_on) - staging.calendar_day(span.starts_on) + 1 as day_count
    from span
)

select
    case
        when day.number is not null then (dated.first_day + day.number)::text
        when dated.starts_on = dated.ends_on then dated.starts_on
        else dated.starts_on || ' to ' || dated.ends_on
    end as holiday_on,
    dated.name,
    dated._file,
    dated._line
from dated
left join
    lateral generate_series(
        0, case when dated.day_count <= 183 then dated.day_count - 1 end
    ) as day (number)
    on true
order by
    dated._file,
    dated._line,
    dated._place,
    day.number
