-- key: tickets_resolved
-- name: Tickets resolved
-- kind: count
-- unit: tickets
-- better: higher
-- anchor: final resolution
-- definition: Tickets whose final resolution lies in the period. Final resolution is the last
--   change to resolved or closed of a ticket that is resolved now; a reopened ticket counts when it
--   is resolved for good.
-- source: Zendesk's full resolution; Chatwoot counts every resolving, as resolutions does here.
select
    ticket.*,
    ticket.resolved_at as anchor_at
from fact.ticket
where ticket.resolved_at is not null
