-- name: reply_before_creation
-- title: replies before their ticket's creation
-- severity: warning
-- scope: ticket
-- meaning: A public message of an agent lies before the ticket's creation: it is no first
--   response. Often a clock or a time zone is wrong.
select
    ticket.source,
    ticket.ticket_id,
    min(interaction.interaction_id) as sample,
    count(*) as found_count
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
inner join core.interaction
    on ticket.ticket_id = interaction.ticket_id
        and ticket.source = interaction.source
where interaction.author = 'agent'
    and interaction.visibility = 'public'
    and interaction.occurred_at < ticket.created_at
    -- A ticket that we opened begins with what we wrote.
    and ticket.direction = 'inbound'
group by
    ticket.source,
    ticket.ticket_id
