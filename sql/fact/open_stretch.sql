-- touched: ticket
-- step: 30
-- purpose: One row a stretch of time in which a ticket is not resolved (data-contract.md, Ticket
-- state). The history is the ticket's status events, ordered by occurred_at, then event_id; before
-- the first it has been open since created_at. Without status events it is open until resolved_at,
-- or else closed_at. A change before created_at counts as at created_at. A repeated state is no
-- change. staging.resolution: one row a ticket, by its stretches.

create unlogged table staging.stretch as
-- The creation comes before all status events, whenever these happened.
with history as (
    select
        ticket_case.ticket_number,
        true as is_creation,
        ticket_case.created_at as occurred_at,
        '' as event_id,
        ticket_case.created_at as changed_at,
        false as is_resolved,
        case
            when ticket_case.stated_resolved_at is not null
                then greatest(ticket_case.stated_resolved_at, ticket_case.created_at)
        end as stated_resolved_at
    from staging.ticket_case
    union all
    select
        ticket_case.ticket_number,
        false as is_creation,
        ticket_event.occurred_at,
        ticket_event.event_id,
        greatest(ticket_event.occurred_at, ticket_case.created_at) as changed_at,
        coalesce(ticket_event.value in ('resolved', 'closed'), false) as is_resolved,
        null as stated_resolved_at
    from staging.ticket_case
    inner join core.ticket_event
        on ticket_case.ticket_id = ticket_event.ticket_id
            and ticket_case.source = ticket_event.source
    where ticket_event.field = 'status'
),

step as (
    select
        history.*,
        lag(history.is_resolved) over in_order as was_resolved,
        lead(history.is_resolved) over in_order is not null as has_next
    from history
    window in_order as (
        partition by history.ticket_number
        order by history.is_creation desc, history.occurred_at asc, history.event_id asc
    )
),

-- The creation, then by turns resolutions and reopens.
change as (
    select
        step.*,
        row_number() over in_order as change_number,
        lead(step.changed_at) over in_order as next_changed_at
    from step
    where step.is_resolved is distinct from step.was_resolved
    window in_order as (
        partition by step.ticket_number
        order by step.is_creation desc, step.occurred_at asc, step.event_id asc
    )
)

select
    change.ticket_number,
    (change.change_number / 2 + 1)::integer as stretch_number,
    change.changed_at as opened_at,
    case
        when change.is_creation and not change.has_next then change.stated_resolved_at
        else change.next_changed_at
    end as closed_at
from change
where not change.is_resolved;

analyze staging.stretch;

create unlogged table staging.resolution as
select
    stretch.ticket_number,
    min(stretch.opened_at) as created_at,
    max(stretch.stretch_number) - 1 as reopen_count,
    min(stretch.closed_at) filter (where stretch.stretch_number = 1) as first_resolved_at,
    case when bool_and(stretch.closed_at is not null) then max(stretch.closed_at) end as resolved_at
from staging.stretch
group by stretch.ticket_number;

analyze staging.resolution;

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
    schedule_id,
    attribute_set
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
    ticket_case.schedule_id,
    ticket_case.attribute_set
from staging.stretch
inner join staging.ticket_case
    on stretch.ticket_number = ticket_case.ticket_number;
