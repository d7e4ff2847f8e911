-- name: unknown_status
-- title: status events whose value is no status
-- severity: warning
-- scope: ticket
-- meaning: The value is none of new, open, pending, hold, resolved, closed; it counts as not
--   resolved. The source's mapping should translate it.
select
    ticket_event.source,
    ticket_event.ticket_id,
    min(ticket_event.event_id) as sample,
    count(*) as found_count
from staging.touched_ticket
inner join core.ticket_event
    on touched_ticket.ticket_id = ticket_event.ticket_id
        and touched_ticket.source = ticket_event.source
where ticket_event.field = 'status'
    and (
        ticket_event.value is null
        or ticket_event.value not in ('new', 'open', 'pending', 'hold', 'resolved', 'closed')
    )
group by
    ticket_event.source,
    ticket_event.ticket_id
