-- key: automation_rate
-- name: Automation rate
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: final resolution
-- definition: Tickets with a final resolution: share with a public bot message and no agent
--   message, up to it.
-- source: Fin's automation rate, over all resolved tickets.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.has_bot_message and ticket.agent_message_count = 0 as is_hit
from fact.ticket
where ticket.resolved_at is not null
