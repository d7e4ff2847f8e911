-- name: volume_drop
-- title: sudden drop of ticket volume
-- severity: warning
-- scope: warehouse
-- meaning: On the last complete day a source brought less than half of what it had on the same
--   weekday of the four weeks before (at least 10 a day on average). Perhaps an export broke off.
--   The last complete day is yesterday, or the newest day with tickets if that is earlier.
-- Cost: the tickets of the last 70 days, by an index of their creation; older data is not looked
--   at.
with zone as materialized (
    select meta.setting_value('timezone') as zone_name
),

daily as (
    select
        ticket.source,
        kpi.local_date(ticket.created_at, zone.zone_name) as created_on,
        count(*) as ticket_count
    from core.ticket
    cross join zone
    where ticket.created_at > now() - interval '70 days'
        and ticket.created_at <= now()
    group by
        ticket.source,
        kpi.local_date(ticket.created_at, zone.zone_name)
),

last_day as (
    select
        daily.source,
        least(
            max(daily.created_on), kpi.local_date(now(), zone.zone_name) - 1
        ) as complete_on
    from daily
    cross join zone
    group by
        daily.source,
        zone.zone_name
),

comparison as (
    select
        last_day.source,
        last_day.complete_on,
        coalesce(
            sum(daily.ticket_count) filter (where daily.created_on = last_day.complete_on), 0
        ) as ticket_count,
        coalesce(
            sum(daily.ticket_count) filter (where daily.created_on < last_day.complete_on), 0
        ) / 4 as usual_count,
        count(*) filter (where daily.created_on < last_day.complete_on) as week_count
    from last_day
    inner join daily
        on last_day.source = daily.source
            and daily.created_on between last_day.complete_on - 28 and last_day.complete_on
            and mod(last_day.complete_on - daily.created_on, 7) = 0
    group by
        last_day.source,
        last_day.complete_on
)

select
    comparison.source,
    concat(
        comparison.complete_on, ' with ', comparison.ticket_count, ' tickets instead of about ',
        round(comparison.usual_count)
    ) as sample
from comparison
where comparison.week_count = 4
    and comparison.usual_count >= 10
    and comparison.ticket_count < comparison.usual_count / 2
