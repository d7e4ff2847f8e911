-- key: excluded_tickets
-- name: Excluded tickets
-- kind: count
-- unit: tickets
-- better: none
-- anchor: the ticket's creation
-- definition: Tickets that are spam, deleted, merged or a test: they are in no KPI, and every
--   answer says how many its range and filter left out.
select
    excluded_ticket.*,
    excluded_ticket.created_at as anchor_at
from fact.excluded_ticket
