-- key: resolution_time
-- aliases: art
-- name: Resolution time (ART, from creation)
-- kind: duration
-- unit: seconds
-- better: lower
-- anchor: final resolution
-- definition: Inbound tickets with a final resolution: final resolution minus creation.
-- source: Zendesk's full resolution time.
-- note: Zendesk's first resolution time and Chatwoot's resolution time end at the first resolving;
--   a reopened ticket is longer here.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.resolution_ms as value_ms,
    ticket.resolution_business_ms as business_ms
from fact.ticket
where ticket.direction = 'inbound'
    and ticket.resolved_at is not null
