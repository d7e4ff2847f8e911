-- key: resolution_time_after_response
-- aliases: art_response
-- name: Resolution time (ART, from first response)
-- kind: duration
-- unit: seconds
-- better: lower
-- anchor: final resolution
-- definition: Inbound tickets with a final resolution and a first response at or before it: final
--   resolution minus first response.
-- source: Gorgias and Help Scout offer both clocks; per ticket, first response time and this add up
--   to resolution time.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.resolution_after_response_ms as value_ms,
    ticket.resolution_after_response_business_ms as business_ms
from fact.ticket
where ticket.direction = 'inbound'
    and ticket.resolution_after_response_ms is not null
