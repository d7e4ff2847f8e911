-- name: absurd_handling_time
-- title: interactions of more than a day's work
-- severity: warning
-- scope: ticket
-- meaning: Handling, communication and technical time together are over 24 hours. Perhaps
--   minutes or milliseconds were exported as seconds; AHT follows them.
select
    interaction.source,
    interaction.ticket_id,
    min(interaction.interaction_id) as sample,
    count(*) as found_count
from staging.touched_ticket
inner join core.interaction
    on touched_ticket.ticket_id = interaction.ticket_id
        and touched_ticket.source = interaction.source
where coalesce(interaction.handling_seconds, 0)
    + coalesce(interaction.communication_seconds, 0)
    + coalesce(interaction.technical_seconds, 0) > 86400
group by
    interaction.source,
    interaction.ticket_id
