-- name: mean_response_and_resolution
-- title: mean first response time + mean resolution time after it, month by month
-- meaning: Over the tickets that have all three, by the local month of their final resolution, the
--   means of first response time and of resolution time from the first response add up to the mean
--   of resolution time.
-- expected: mean of resolution_ms
-- found: sum of the two other means
-- tolerance: 1
with setting as materialized (
    select meta.setting_value('timezone') as zone
)

select
    date_trunc('month', kpi.local_date(ticket.resolved_at, setting.zone)::timestamp)::date as place,
    avg(ticket.resolution_ms) as expected,
    avg(ticket.first_response_ms) + avg(ticket.resolution_after_response_ms) as found
from fact.ticket
cross join setting
where ticket.resolution_ms is not null
    and ticket.first_response_ms is not null
    and ticket.resolution_after_response_ms is not null
group by place
