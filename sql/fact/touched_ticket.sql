-- step: 6
-- purpose: The tickets that a load touched: their facts are derived again, no others. Read are the
-- rows that are new or changed (staging.<table>) and those they replaced
-- (staging.replaced_<table>). A ticket is touched by
--   a change of its own row, of its interactions, its events (its former ticket's too, where a
--   correction moved one), its surveys, its schedule or its source's default schedule;
--   a change of its assignee's or an acting agent's team, or of its customer's segment or country;
--   a ticket of the same customer and category that came or went as its repeat (fact.is_repeat):
--   first contact resolution looks for these.

insert into staging.touched_ticket (ticket_id, source)
with ticket_version as (
    select
        ticket.ticket_id,
        ticket.source,
        ticket.customer_id,
        ticket.category,
        ticket.created_at,
        ticket.direction,
        ticket.excluded,
        true as is_present
    from staging.ticket
    union all
    select
        replaced_ticket.ticket_id,
        replaced_ticket.source,
        replaced_ticket.customer_id,
        replaced_ticket.category,
        replaced_ticket.created_at,
        replaced_ticket.direction,
        replaced_ticket.excluded,
        false as is_present
    from staging.replaced_ticket
),

-- Tickets as possible repeats of others: what is the same before and after the load changes none.
changed_repeat as (
    select
        ticket_version.ticket_id,
        ticket_version.source,
        ticket_version.customer_id,
        coalesce(ticket_version.category, '') as category,
        ticket_version.created_at
    from ticket_version
    where ticket_version.customer_id is not null
        and ticket_version.direction = 'inbound'
        and ticket_version.excluded is null
    group by
        ticket_version.ticket_id,
        ticket_version.source,
        ticket_version.customer_id,
        coalesce(ticket_version.category, ''),
        ticket_version.created_at
    having count(distinct ticket_version.is_present) = 1
),

default_source as (
    select touched_schedule.source
    from staging.touched_schedule
    where touched_schedule.is_default_switched
    union
    select touched_schedule.source
    from staging.touched_schedule
    inner join core.schedule
        on touched_schedule.schedule_id = schedule.schedule_id
            and touched_schedule.source = schedule.source
    where schedule.is_default
),

-- Where no schedule was touched, the tickets are not looked through.
touched_count as (
    select count(*) as schedule_count
    from staging.touched_schedule
)

select
    ticket.ticket_id,
    ticket.source
from staging.ticket
union
select
    interaction.ticket_id,
    interaction.source
from staging.interaction
union
select
    replaced_interaction.ticket_id,
    replaced_interaction.source
from staging.replaced_interaction
union
select
    ticket_event.ticket_id,
    ticket_event.source
from staging.ticket_event
union
select
    replaced_ticket_event.ticket_id,
    replaced_ticket_event.source
from staging.replaced_ticket_event
union
select
    survey.ticket_id,
    survey.source
from staging.survey
where survey.ticket_id is not null
union
select
    replaced_survey.ticket_id,
    replaced_survey.source
from staging.replaced_survey
where replaced_survey.ticket_id is not null
union
select
    ticket.ticket_id,
    ticket.source
from core.ticket
inner join staging.changed_customer
    on ticket.customer_id = changed_customer.customer_id
        and ticket.source = changed_customer.source
union
select
    ticket.ticket_id,
    ticket.source
from core.ticket
inner join changed_repeat
    on ticket.customer_id = changed_repeat.customer_id
        and ticket.source = changed_repeat.source
        and coalesce(ticket.category, '') = changed_repeat.category
inner join fact.ticket as resolved_ticket
    on ticket.ticket_id = resolved_ticket.ticket_id
        and ticket.source = resolved_ticket.source
where fact.is_repeat(
        changed_repeat.created_at,
        resolved_ticket.resolved_at,
        (select meta.setting_interval('repeat_within'))
    )
union
select
    ticket.ticket_id,
    ticket.source
from core.ticket
inner join staging.changed_agent
    on ticket.agent_id = changed_agent.agent_id
        and ticket.source = changed_agent.source
union
select
    interaction.ticket_id,
    interaction.source
from core.interaction
inner join staging.changed_agent
    on interaction.agent_id = changed_agent.agent_id
        and interaction.source = changed_agent.source
union
select
    ticket.ticket_id,
    ticket.source
from core.ticket
inner join staging.touched_schedule
    on ticket.schedule_id = touched_schedule.schedule_id
        and ticket.source = touched_schedule.source
where (select touched_count.schedule_count from touched_count) > 0
union
-- Tickets without a schedule of their own go by their source's default: the one they had, or have
-- now.
select
    ticket.ticket_id,
    ticket.source
from core.ticket
inner join default_source
    on ticket.source = default_source.source
where ticket.schedule_id is null
    and (select touched_count.schedule_count from touched_count) > 0;

analyze staging.touched_ticket;
