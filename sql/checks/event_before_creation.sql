-- name: event_before_creation
-- title: status events before their ticket's creation
-- severity: warning
-- scope: ticket
-- meaning: They count as if they had happened at the creation. Often a clock or a time zone is
--   wrong.
select
    ticket.source,
    ticket.ticket_id,
    min(ticket_event.event_id) as sample,
    count(*) as found_count
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
inner join core.ticket_event
    on ticket.ticket_id = ticket_event.ticket_id
        and ticket.source = ticket_event.source
where ticket_event.field = 'status'
    and ticket_event.occurred_at < ticket.created_at
group by
    ticket.source,
    ticket.ticket_id
