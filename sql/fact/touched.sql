-- step: 10
-- purpose: Which tickets, surveys, agents and orders a load touched: their facts are derived again,
-- no others. Reads the rows that are new or changed (staging.<table>) and those they replaced
-- (staging.replaced_<table>). A ticket is touched by
--   a change of its own row, of its interactions, its events (its former ticket's too, where a
--   correction moved one), its schedule or its source's default schedule;
--   a change of its assignee's or an acting agent's team, or of its customer's segment or country;
--   a ticket of the same customer and category that came or went as its repeat: created within
--   repeat_within after its final resolution (first contact resolution looks for these).
-- A schedule is touched by a change of its zone, its hours or its holidays.

create unlogged table staging.touched_schedule as
with changed_schedule as (
    select
        schedule.schedule_id,
        schedule.source,
        (
            schedule.timezone is distinct from replaced_schedule.timezone
        ) as has_new_zone,
        (
            schedule.is_default is distinct from replaced_schedule.is_default
        ) as is_default_switched
    from staging.schedule
    left join staging.replaced_schedule
        on schedule.schedule_id = replaced_schedule.schedule_id
            and schedule.source = replaced_schedule.source
),

changed_holiday as (
    select
        holiday.schedule_id,
        holiday.source
    from staging.holiday
    union
    select
        replaced_holiday.schedule_id,
        replaced_holiday.source
    from staging.replaced_holiday
),

touched as (
    select
        changed_schedule.schedule_id,
        changed_schedule.source,
        changed_schedule.is_default_switched
    from changed_schedule
    where changed_schedule.has_new_zone
        or changed_schedule.is_default_switched
    union all
    select
        schedule_hour.schedule_id,
        schedule_hour.source,
        false as is_default_switched
    from staging.schedule_hour
    union all
    select
        replaced_schedule_hour.schedule_id,
        replaced_schedule_hour.source,
        false as is_default_switched
    from staging.replaced_schedule_hour
    union all
    -- A holiday without a schedule holds for all of its source.
    select
        schedule.schedule_id,
        schedule.source,
        false as is_default_switched
    from changed_holiday
    inner join core.schedule
        on changed_holiday.source = schedule.source
            and coalesce(changed_holiday.schedule_id, schedule.schedule_id) = schedule.schedule_id
)

select
    touched.schedule_id,
    touched.source,
    bool_or(touched.is_default_switched) as is_default_switched
from touched
group by
    touched.schedule_id,
    touched.source;

insert into staging.touched_ticket (ticket_id, source)
with changed_agent as (
    select
        agent.agent_id,
        agent.source
    from staging.agent
    left join staging.replaced_agent
        on agent.agent_id = replaced_agent.agent_id
            and agent.source = replaced_agent.source
    where agent.team is distinct from replaced_agent.team
),

changed_customer as (
    select
        customer.customer_id,
        customer.source
    from staging.customer
    left join staging.replaced_customer
        on customer.customer_id = replaced_customer.customer_id
            and customer.source = replaced_customer.source
    where (customer.segment, customer.country)
        is distinct from (replaced_customer.segment, replaced_customer.country)
),

ticket_version as (
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
inner join changed_customer
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
where changed_repeat.created_at > resolved_ticket.resolved_at
    and changed_repeat.created_at <= resolved_ticket.resolved_at
    + make_interval(
        secs => extract(
            epoch from (select meta.setting_value('repeat_within'))::interval
        )::double precision
    )
union
select
    ticket.ticket_id,
    ticket.source
from core.ticket
inner join changed_agent
    on ticket.agent_id = changed_agent.agent_id
        and ticket.source = changed_agent.source
union
select
    interaction.ticket_id,
    interaction.source
from core.interaction
inner join changed_agent
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

drop table staging.touched_schedule;

insert into staging.touched_survey (survey_id, source)
select
    survey.survey_id,
    survey.source
from staging.survey
union
select
    survey.survey_id,
    survey.source
from core.survey
inner join staging.touched_ticket
    on survey.ticket_id = touched_ticket.ticket_id
        and survey.source = touched_ticket.source
union
select
    survey.survey_id,
    survey.source
from core.survey
inner join staging.agent
    on survey.agent_id = agent.agent_id
        and survey.source = agent.source
union
select
    survey.survey_id,
    survey.source
from core.survey
inner join staging.customer
    on survey.customer_id = customer.customer_id
        and survey.source = customer.source;

analyze staging.touched_survey;

-- An agent's shifts are touched by a change of one of them, or of the agent's team.
insert into staging.touched_agent (agent_id, source)
select
    shift.agent_id,
    shift.source
from staging.shift
union
select
    replaced_shift.agent_id,
    replaced_shift.source
from staging.replaced_shift
union
select
    agent.agent_id,
    agent.source
from staging.agent;

analyze staging.touched_agent;

-- An order is touched by a change of its own row, or of its customer's.
insert into staging.touched_order (order_id, source)
select
    customer_order.order_id,
    customer_order.source
from staging.customer_order
union
select
    customer_order.order_id,
    customer_order.source
from core.customer_order
inner join staging.customer
    on customer_order.customer_id = customer.customer_id
        and customer_order.source = customer.source;

analyze staging.touched_order;
