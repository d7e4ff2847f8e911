-- name: backlog_balance
-- title: the backlog at the end of each day
-- meaning: Backlog at the end of a day = backlog at its start + tickets created + reopens -
--   resolutions. Where it is not, tickets and their history say different things.
-- expected: start + created + reopens - resolutions
-- found: tickets open at the end
with setting as materialized (
    select meta.setting_value('timezone') as zone
),

span as (
    select
        kpi.local_date(min(open_stretch.opened_at), setting.zone) as first_day,
        kpi.local_date(
            greatest(max(open_stretch.opened_at), max(open_stretch.closed_at)), setting.zone
        ) as last_day
    from setting
    cross join fact.open_stretch
    group by setting.zone
),

day_end as materialized (
    select
        array_agg(
            kpi.local_start(generated.instant + interval '1 day', setting.zone)
            order by generated.instant
        ) as instants
    from setting
    cross join span
    cross join generate_series(
        span.first_day::timestamp, span.last_day::timestamp, interval '1 day'
    ) as generated (instant)
),

-- Tickets open at the end of a day: opened before it, and not closed before it.
open_change as (
    select
        width_bucket(open_stretch.opened_at, day_end.instants) + 1 as day_number,
        count(*) as change_count
    from fact.open_stretch
    cross join day_end
    group by day_number
    union all
    select
        width_bucket(open_stretch.closed_at, day_end.instants) + 1 as day_number,
        -count(*) as change_count
    from fact.open_stretch
    cross join day_end
    where open_stretch.closed_at is not null
    group by day_number
),

balance as (
    select
        kpi.local_date(ticket.created_at, setting.zone) as day,
        count(*) as change_count
    from fact.ticket
    cross join setting
    group by day
    union all
    select
        kpi.local_date(open_stretch.opened_at, setting.zone) as day,
        count(*) as change_count
    from fact.open_stretch
    cross join setting
    where open_stretch.stretch_number > 1
    group by day
    union all
    select
        kpi.local_date(open_stretch.closed_at, setting.zone) as day,
        -count(*) as change_count
    from fact.open_stretch
    cross join setting
    where open_stretch.closed_at is not null
    group by day
),

change as (
    select
        span.first_day + open_change.day_number - 1 as day,
        0 as balance_count,
        open_change.change_count as open_count
    from open_change
    cross join span
    union all
    select
        balance.day,
        balance.change_count as balance_count,
        0 as open_count
    from balance
),

daily as (
    select
        change.day,
        sum(change.balance_count) as balance_count,
        sum(change.open_count) as open_count
    from change
    group by change.day
)

select
    daily.day as place,
    coalesce(
        sum(daily.open_count) over (
            order by daily.day rows between unbounded preceding and 1 preceding
        ),
        0
    ) + daily.balance_count as expected,
    sum(daily.open_count) over (order by daily.day) as found
from daily
