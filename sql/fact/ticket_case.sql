-- step: 20
-- purpose: The touched tickets with the dimensions of the present (staging.ticket_case), for the
-- facts that follow; rows that wait for their ticket, for the counts beside every answer. An
-- unknown agent or customer is still the agent, the customer; team, segment and country are null.

create unlogged table staging.ticket_case as
-- Of several defaults of one source the first counts, bytewise.
with default_schedule as (
    select
        schedule.source,
        min(schedule.schedule_id) as schedule_id
    from core.schedule
    where schedule.is_default
    group by schedule.source
),

numbered_schedule as (
    select
        schedule.schedule_id,
        schedule.source,
        (
            row_number() over (
                order by
                    schedule.schedule_id,
                    schedule.source
            )
        )::integer as schedule_number
    from core.schedule
)

select
    touched_ticket.ticket_number,
    ticket.source,
    ticket.channel,
    ticket.category,
    ticket.product,
    ticket.priority,
    ticket.direction,
    ticket.agent_id,
    coalesce(ticket.team, agent.team) as team,
    customer.segment,
    customer.country,
    ticket.ticket_id,
    ticket.customer_id,
    coalesce(ticket.schedule_id, default_schedule.schedule_id) as schedule_id,
    numbered_schedule.schedule_number,
    ticket.created_at,
    coalesce(ticket.resolved_at, ticket.closed_at) as stated_resolved_at,
    ticket.excluded,
    fact.attribute_number(ticket.attributes) as attribute_set
from staging.touched_ticket
inner join core.ticket
    on touched_ticket.ticket_id = ticket.ticket_id
        and touched_ticket.source = ticket.source
left join core.agent
    on ticket.agent_id = agent.agent_id
        and ticket.source = agent.source
left join core.customer
    on ticket.customer_id = customer.customer_id
        and ticket.source = customer.source
left join default_schedule
    on ticket.source = default_schedule.source
left join numbered_schedule
    on coalesce(ticket.schedule_id, default_schedule.schedule_id) = numbered_schedule.schedule_id
        and ticket.source = numbered_schedule.source;

-- Their numbers are kept beside them, since each question asks for these.
with gone as (
    delete from fact.waiting
    using staging.touched_ticket
    where waiting.ticket_id = touched_ticket.ticket_id
        and waiting.source = touched_ticket.source
    returning waiting.entity
),

counted as (
    select
        gone.entity,
        count(*) as row_count
    from gone
    group by gone.entity
)

update fact.waiting_count
set row_count = waiting_count.row_count - counted.row_count
from counted
where waiting_count.entity = counted.entity;

create unlogged table staging.waiting as
with missing_ticket as (
    select
        touched_ticket.ticket_id,
        touched_ticket.source
    from staging.touched_ticket
    left join core.ticket
        on touched_ticket.ticket_id = ticket.ticket_id
            and touched_ticket.source = ticket.source
    where ticket.ticket_id is null
)

select
    'interactions' as entity,
    interaction.interaction_id as row_id,
    interaction.source,
    interaction.ticket_id
from missing_ticket
inner join core.interaction
    on missing_ticket.ticket_id = interaction.ticket_id
        and missing_ticket.source = interaction.source
union all
select
    'ticket_events' as entity,
    ticket_event.event_id as row_id,
    ticket_event.source,
    ticket_event.ticket_id
from missing_ticket
inner join core.ticket_event
    on missing_ticket.ticket_id = ticket_event.ticket_id
        and missing_ticket.source = ticket_event.source
union all
select
    'surveys' as entity,
    survey.survey_id as row_id,
    survey.source,
    survey.ticket_id
from missing_ticket
inner join core.survey
    on missing_ticket.ticket_id = survey.ticket_id
        and missing_ticket.source = survey.source;

insert into fact.waiting (entity, row_id, source, ticket_id)
select
    waiting.entity,
    waiting.row_id,
    waiting.source,
    waiting.ticket_id
from staging.waiting;

-- Without a look at the key, which a load that fills the empty table builds in the end.
with counted as (
    select
        waiting.entity,
        count(*) as row_count
    from staging.waiting
    group by waiting.entity
),

grown as (
    update fact.waiting_count
    set row_count = waiting_count.row_count + counted.row_count
    from counted
    where waiting_count.entity = counted.entity
    returning waiting_count.entity
)

insert into fact.waiting_count (entity, row_count)
select
    counted.entity,
    counted.row_count
from counted
where counted.entity not in (select grown.entity from grown);

delete from fact.waiting_count
where waiting_count.row_count = 0;

drop table staging.waiting;
