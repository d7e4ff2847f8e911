-- key: ticket_volume
-- aliases: volume
-- name: Ticket volume
-- kind: count
-- unit: tickets
-- better: none
-- anchor: created_at
-- definition: Reportable tickets created in the period.
-- source: Zendesk Explore, Freshdesk and Help Scout count created tickets alike, spam and merged
--   ones left out.
-- note: Freshdesk counts only tickets that are assigned to an agent or a group, so its figure is
--   lower.
select
    ticket.*,
    ticket.created_at as anchor_at
from fact.ticket
