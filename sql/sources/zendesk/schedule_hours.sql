-- An interval is counted in minutes from Sunday 00:00, local time; one of several days is cut at
-- midnight. One that does not end after it starts, lasts more than a week or starts after it is
-- none: it has no weekday, and is rejected. An interval that was removed in Zendesk stays here: end
-- it by a row with valid_to.
with schedule as (
    select
        staging.item(schedules.record) as item,
        schedules._file,
        schedules._line,
        schedules.ctid as _place
    from raw.schedules
),

span as (
    select
        schedule.item ->> 'id' as schedule_id,
        span.value as written,
        case
            when span.value ->> 'start_time' similar to '[0-9]{1,5}'
                then (span.value ->> 'start_time')::integer
        end as start_minute,
        case
            when span.value ->> 'end_time' similar to '[0-9]{1,5}'
                then (span.value ->> 'end_time')::integer
        end as end_minute,
        schedule._file,
        schedule._line,
        schedule._place,
        span.number as _number
    from schedule
    cross join
        lateral staging.elements(
            schedule.item -> 'intervals'
        ) with ordinality as span (value, number)
),

part as (
    select
        span.schedule_id,
        span.written,
        part.day,
        greatest(span.start_minute - part.day * 1440, 0) as opens,
        least(span.end_minute - part.day * 1440, 1440) as closes,
        span._file,
        span._line,
        span._place,
        span._number
    from span
    left join
        lateral generate_series(
            span.start_minute / 1440, (span.end_minute - 1) / 1440
        ) as part (day)
        on span.start_minute < 10080
            and span.end_minute - span.start_minute between 1 and 10080
)

select
    part.schedule_id,
    case
        when part.day is null then part.written::text
        when part.day % 7 = 0 then '7'
        else (part.day % 7)::text
    end as weekday,
    to_char(make_interval(mins => part.opens), 'HH24:MI') as opens_at,
    to_char(make_interval(mins => part.closes), 'HH24:MI') as closes_at,
    part._file,
    part._line
from part
order by
    part._file,
    part._line,
    part._place,
    part._number,
    part.day
