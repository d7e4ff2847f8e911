-- key: handle_time
-- aliases: aht
-- name: Average handle time (AHT) per resolved ticket
-- kind: duration
-- unit: seconds
-- better: lower
-- anchor: final resolution
-- definition: Tickets with a final resolution and any logged time: handling, communication and
--   technical time of all their interactions together.
-- source: Active time as in workforce management, not time elapsed.
-- note: Tickets without logged time are no case, so a tool that logs half the tickets does not
--   halve the average.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.handle_ms as value_ms
from fact.ticket
where ticket.resolved_at is not null
    and ticket.handle_ms is not null
