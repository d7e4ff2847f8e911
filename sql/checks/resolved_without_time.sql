-- name: resolved_without_time
-- title: resolved tickets without a time
-- severity: error
-- scope: ticket
-- meaning: Their status says resolved or closed, but there is neither a resolved_at, nor a
--   closed_at, nor a status event. They count as never resolved, and stay in the backlog.
select
    ticket.source,
    ticket.ticket_id,
    ticket.ticket_id as sample,
    1 as found_count
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
where ticket.status in ('resolved', 'closed')
    and ticket.excluded is null
    and ticket.resolved_at is null
    and ticket.closed_at is null
    and not exists (
        select from core.ticket_event
        where ticket_event.ticket_id = ticket.ticket_id
            and ticket_event.source = ticket.source
            and ticket_event.field = 'status'
    )
