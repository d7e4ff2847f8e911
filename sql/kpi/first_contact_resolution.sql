-- key: first_contact_resolution
-- aliases: fcr
-- name: First contact resolution (FCR)
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: final resolution
-- definition: Inbound tickets with a final resolution and at least one agent message up to it:
--   share with exactly one contact, no reopen, and no other inbound ticket of the same customer and
--   category created after the final resolution and within repeat_within (7 days) of it. An agent
--   message more than contact_gap (30 minutes) after the one before it starts a new contact.
-- source: Contact centres' FCR with a repeat-contact window.
-- note: Zendesk's one-touch counts tickets with exactly one agent reply: see one_touch_rate.
--   Intercom asks for one close and one teammate.
-- note: A resolution younger than the repeat window may still turn into a repeat.
select
    ticket.*,
    ticket.resolved_at as anchor_at,
    ticket.contact_count = 1 and ticket.reopen_count = 0 and not ticket.has_repeat as is_hit
from fact.ticket
where ticket.direction = 'inbound'
    and ticket.resolved_at is not null
    and ticket.agent_message_count > 0
