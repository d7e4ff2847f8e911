-- touched: ticket
-- step: 30
-- purpose: One row a stretch of time in which a ticket is not resolved (data-contract.md, Ticket
-- state). The history is the ticket's status events, ordered by occurred_at, then event_id; before
-- the first it has been open since created_at. Without status events it is open until resolved_at,
-- or else closed_at. A change before created_at counts as at created_at. A repeated state is no
-- change.

create unlogged table staging.stretch as
with status_event as (
    select
        ticket_case.ticket_number,
        ticket_event.occurred_at,
        ticket_event.event_id,
        greatest(ticket_event.occurred_at, ticket_case.created_at) as changed_at,
        coalesce(ticket_event.value in ('resolved', 'closed'), false) as is_resolved
    from staging.ticket_case
    inner join core.ticket_event
        on ticket_case.ticket_id = ticket_event.ticket_id
            and ticket_case.source = ticket_event.source
    where ticket_event.field = 'status'
),

status_step as (
    select
        status_event.*,
        lag(status_event.is_resolved, 1, false) over (
            partition by status_event.ticket_number
            order by status_event.occurred_at, status_event.event_id
        ) as was_resolved
    from status_event
),

-- Changes alternate: odd ones are resolutions, even ones reopens.
change as (
    select
        status_step.ticket_number,
        status_step.changed_at,
        row_number() over history as change_number,
        lead(status_step.changed_at) over history as next_changed_at
    from status_step
    where status_step.is_resolved <> status_step.was_resolved
    window history as (
        partition by status_step.ticket_number
        order by status_step.occurred_at, status_step.event_id
    )
),

first_resolution as (
    select
        change.ticket_number,
        change.changed_at
    from change
    where change.change_number = 1
),

has_status_event as (
    select distinct status_event.ticket_number
    from status_event
)

select
    ticket_case.ticket_number,
    1 as stretch_number,
    ticket_case.created_at as opened_at,
    case
        when has_status_event.ticket_number is not null then first_resolution.changed_at
        when ticket_case.stated_resolved_at is not null
            then greatest(ticket_case.stated_resolved_at, ticket_case.created_at)
    end as closed_at
from staging.ticket_case
left join has_status_event
    on ticket_case.ticket_number = has_status_event.ticket_number
left join first_resolution
    on ticket_case.ticket_number = first_resolution.ticket_number
union all
select
    change.ticket_number,
    (change.change_number / 2 + 1)::integer as stretch_number,
    change.changed_at as opened_at,
    change.next_changed_at as closed_at
from change
where change.change_number % 2 = 0;

analyze staging.stretch;

delete from fact.open_stretch
using staging.touched_ticket
where open_stretch.ticket_id = touched_ticket.ticket_id
    and open_stretch.source = touched_ticket.source;

insert into fact.open_stretch (
    source,
    channel,
    category,
    product,
    priority,
    direction,
    agent_id,
    team,
    segment,
    country,
    ticket_id,
    stretch_number,
    created_at,
    opened_at,
    closed_at,
    schedule_id
)
select
    ticket_case.source,
    ticket_case.channel,
    ticket_case.category,
    ticket_case.product,
    ticket_case.priority,
    ticket_case.direction,
    ticket_case.agent_id,
    ticket_case.team,
    ticket_case.segment,
    ticket_case.country,
    ticket_case.ticket_id,
    stretch.stretch_number,
    ticket_case.created_at,
    stretch.opened_at,
    stretch.closed_at,
    ticket_case.schedule_id
from staging.stretch
inner join staging.ticket_case
    on stretch.ticket_number = ticket_case.ticket_number;
