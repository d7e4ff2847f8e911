-- name: mean_response_and_resolution
-- title: mean first response time + mean resolution time after it, month by month
-- meaning: Over the tickets that have all three, by the month of their final resolution (UTC), the
--   means of first response time and of resolution time from the first response add up to the mean
--   of resolution time.
-- expected: mean of resolution_ms
-- found: sum of the two other means
-- tolerance: 1
select
    date_trunc('month', ticket.resolved_at)::date as place,
    avg(ticket.resolution_ms) as expected,
    avg(ticket.first_response_ms) + avg(ticket.resolution_after_response_ms) as found
from fact.ticket
where ticket.resolution_ms is not null
    and ticket.first_response_ms is not null
    and ticket.resolution_after_response_ms is not null
group by place
