-- key: replies_per_resolution
-- name: Replies per resolution
-- kind: score
-- unit: replies
-- better: lower
-- anchor: final resolution
-- definition: Tickets with a final resolution: mean number of agent messages up to it.
-- source: Help Scout's replies to resolve.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.agent_message_count::numeric as value
from fact.ticket
where ticket.resolved_at is not null
