-- name: resolved_before_created
-- title: tickets resolved before they were created
-- severity: error
-- scope: ticket
-- meaning: resolved_at or closed_at lies before created_at. Without status events such a ticket
--   counts as resolved at its creation.
select
    ticket.source,
    ticket.ticket_id,
    ticket.ticket_id as sample,
    1 as found_count
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
where least(ticket.resolved_at, ticket.closed_at) < ticket.created_at
