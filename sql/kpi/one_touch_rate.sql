-- key: one_touch_rate
-- name: One-touch rate
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: final resolution
-- definition: Inbound tickets with a final resolution and at least one agent message up to it:
--   share with exactly one agent message up to it.
-- source: Zendesk's one-touch tickets (exactly one agent reply).
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.agent_message_count = 1 as is_hit
from fact.ticket
where ticket.direction = 'inbound'
    and ticket.resolved_at is not null
    and ticket.agent_message_count > 0
