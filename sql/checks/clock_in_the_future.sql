-- name: clock_in_the_future
-- title: rows from the future
-- severity: error
-- scope: ticket
-- until: latest_at
-- meaning: A ticket, or one of its interactions, events or surveys bears a time later than the
--   load's. A clock or a time zone is wrong (load --source-timezone), or a date was mistyped.
with future as (
    select
        ticket.source,
        ticket.ticket_id,
        ticket.ticket_id as row_id,
        greatest(ticket.created_at, ticket.resolved_at, ticket.closed_at) as at_instant
    from staging.touched_ticket
    inner join core.ticket
        on touched_ticket.ticket_id = ticket.ticket_id
            and touched_ticket.source = ticket.source
    where greatest(ticket.created_at, ticket.resolved_at, ticket.closed_at) > now()
    union all
    select
        interaction.source,
        interaction.ticket_id,
        interaction.interaction_id as row_id,
        interaction.occurred_at as at_instant
    from staging.touched_ticket
    inner join core.interaction
        on touched_ticket.ticket_id = interaction.ticket_id
            and touched_ticket.source = interaction.source
    where interaction.occurred_at > now()
    union all
    select
        ticket_event.source,
        ticket_event.ticket_id,
        ticket_event.event_id as row_id,
        ticket_event.occurred_at as at_instant
    from staging.touched_ticket
    inner join core.ticket_event
        on touched_ticket.ticket_id = ticket_event.ticket_id
            and touched_ticket.source = ticket_event.source
    where ticket_event.occurred_at > now()
    union all
    select
        survey.source,
        survey.ticket_id,
        survey.survey_id as row_id,
        greatest(survey.sent_at, survey.responded_at) as at_instant
    from staging.touched_ticket
    inner join core.survey
        on touched_ticket.ticket_id = survey.ticket_id
            and touched_ticket.source = survey.source
    where greatest(survey.sent_at, survey.responded_at) > now()
)

select
    future.source,
    future.ticket_id,
    min(future.row_id) as sample,
    count(*) as found_count,
    max(future.at_instant) as latest_at
from future
group by
    future.source,
    future.ticket_id
