-- key: reopen_rate
-- name: Reopen rate
-- kind: proportion
-- unit: percent
-- better: lower
-- anchor: final resolution
-- definition: Tickets with a final resolution: share with a reopen before it.
-- source: Zendesk's reopened tickets share, over resolved tickets.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.reopen_count > 0 as is_hit
from fact.ticket
where ticket.resolved_at is not null
