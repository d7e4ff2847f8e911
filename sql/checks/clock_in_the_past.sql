-- name: clock_in_the_past
-- title: rows from before 1990
-- severity: warning
-- scope: ticket
-- meaning: A ticket, or one of its interactions, events or surveys bears a time before 1990. A year
--   was mistyped (0206 for 2026), or an empty date was written as 1900 or 1970. It counts as it
--   stands; of what is there day by day, such as the backlog, no day before 1970 is shown.
with past as (
    select
        ticket.source,
        ticket.ticket_id,
        ticket.ticket_id as row_id,
        least(ticket.created_at, ticket.resolved_at, ticket.closed_at) as at_instant
    from staging.touched_ticket
    inner join core.ticket
        on touched_ticket.ticket_id = ticket.ticket_id
            and touched_ticket.source = ticket.source
    where least(ticket.created_at, ticket.resolved_at, ticket.closed_at)
        < timestamptz '1990-01-01 00:00Z'
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
    where interaction.occurred_at < timestamptz '1990-01-01 00:00Z'
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
    where ticket_event.occurred_at < timestamptz '1990-01-01 00:00Z'
    union all
    select
        survey.source,
        survey.ticket_id,
        survey.survey_id as row_id,
        least(survey.sent_at, survey.responded_at) as at_instant
    from staging.touched_ticket
    inner join core.survey
        on touched_ticket.ticket_id = survey.ticket_id
            and touched_ticket.source = survey.source
    where least(survey.sent_at, survey.responded_at) < timestamptz '1990-01-01 00:00Z'
)

select
    past.source,
    past.ticket_id,
    min(past.row_id) as sample,
    count(*) as found_count
from past
group by
    past.source,
    past.ticket_id
