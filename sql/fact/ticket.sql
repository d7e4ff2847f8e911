-- touched: ticket
-- step: 50
-- purpose: One row a reportable ticket with all that is measured of it.
-- First response: the first agent message at or after created_at. Final resolution: the last change
-- to resolved, of a ticket that is resolved now. Contacts: an agent message more than contact_gap
-- after the one before it starts a new one; messages before created_at count. Repeat: another
-- inbound ticket of the same customer and category (an empty one equals an empty one), by
-- fact.is_repeat; of outbound tickets it is not asked.

delete from fact.ticket
using staging.touched_ticket
where ticket.ticket_id = touched_ticket.ticket_id
    and ticket.source = touched_ticket.source;

-- The inbound tickets of the touched tickets' customers: a local copy of what follows compares.
create unlogged table staging.inbound_ticket as
with customer_case as (
    select distinct
        ticket_case.customer_id,
        ticket_case.source
    from staging.ticket_case
    where ticket_case.direction = 'inbound'
        and ticket_case.customer_id is not null
)

select
    ticket_case.ticket_number,
    ticket.source,
    ticket.customer_id,
    coalesce(ticket.category, '') as category,
    ticket.created_at
from core.ticket
inner join customer_case
    on ticket.customer_id = customer_case.customer_id
        and ticket.source = customer_case.source
left join staging.ticket_case
    on ticket.ticket_id = ticket_case.ticket_id
        and ticket.source = ticket_case.source
where ticket.direction = 'inbound'
    and ticket.excluded is null;

analyze staging.inbound_ticket;

-- The customer's next ticket of the category is the next one after the final resolution, unless it
-- came before it: then the ones that follow are looked through.
create unlogged table staging.repeat as
with following as (
    select
        inbound_ticket.*,
        lead(inbound_ticket.created_at) over (
            partition by inbound_ticket.customer_id, inbound_ticket.source, inbound_ticket.category
            order by inbound_ticket.created_at
        ) as next_created_at
    from staging.inbound_ticket
),

resolved_case as (
    select
        following.ticket_number,
        following.source,
        following.customer_id,
        following.category,
        following.next_created_at,
        resolution.resolved_at
    from following
    inner join staging.resolution
        on following.ticket_number = resolution.ticket_number
    where following.next_created_at is not null
        and resolution.resolved_at is not null
)

select resolved_case.ticket_number
from resolved_case
where fact.is_repeat(
        resolved_case.next_created_at,
        resolved_case.resolved_at,
        (select meta.setting_interval('repeat_within'))
    )
union all
select distinct resolved_case.ticket_number
from resolved_case
inner join staging.inbound_ticket as later_ticket
    on resolved_case.customer_id = later_ticket.customer_id
        and resolved_case.source = later_ticket.source
        and resolved_case.category = later_ticket.category
where resolved_case.next_created_at <= resolved_case.resolved_at
    and fact.is_repeat(
        later_ticket.created_at,
        resolved_case.resolved_at,
        (select meta.setting_interval('repeat_within'))
    );

drop table staging.inbound_ticket;

-- Not knowing that few tickets have a repeat, the planner would hash all tickets to find them.
analyze staging.repeat;

-- What was answered, and what else was done: tables, since a select that fills one is shared among
-- several processors.
create unlogged table staging.answered as
select
    answer.ticket_number,
    min(answer.occurred_at) filter (
        where answer.occurred_at >= resolution.created_at
        and coalesce(answer.last_answered_at < resolution.created_at, true)
    ) as first_response_at,
    min(answer.agent_id) filter (
        where answer.occurred_at >= resolution.created_at
        and coalesce(answer.last_answered_at < resolution.created_at, true)
    ) as responder_agent_id,
    count(*) filter (
        where answer.occurred_at <= resolution.resolved_at
    ) as agent_message_count,
    count(*) filter (
        where answer.occurred_at <= resolution.resolved_at
        and coalesce(
            answer.occurred_at > answer.last_answered_at
            + (select meta.setting_interval('contact_gap')),
            true
        )
    ) as contact_count
from staging.answer
inner join staging.resolution
    on answer.ticket_number = resolution.ticket_number
group by answer.ticket_number;

analyze staging.answered;

create unlogged table staging.worked as
select
    timeline.ticket_number,
    coalesce(
        bool_or(timeline.role = 'bot' and timeline.occurred_at <= resolution.resolved_at), false
    ) as has_bot_message,
    sum(timeline.handle_ms)::bigint as handle_ms
from staging.timeline
inner join staging.resolution
    on timeline.ticket_number = resolution.ticket_number
where timeline.role = 'bot'
    or timeline.handle_ms is not null
group by timeline.ticket_number;

analyze staging.worked;

-- First a table: a select that fills one is shared among several processes.
create unlogged table staging.new_ticket as
-- Where each instant stands in the open time of the ticket's schedule; nowhere without one.
-- offset '0', here and below, keeps what is worked out once from being worked out for each use (a
-- bare 0 would first have to become a bigint, which keeps the work to one process).
with placed as (
    select
        ticket_case.*,
        answered.first_response_at,
        answered.responder_agent_id,
        resolution.first_resolved_at,
        resolution.resolved_at,
        resolution.reopen_count,
        answered.agent_message_count,
        answered.contact_count,
        worked.has_bot_message,
        worked.handle_ms,
        repeat.ticket_number is not null as has_repeat,
        created_block.block_at as created_block_at,
        created_block.offset_us as created_offset_us,
        created_block.limit_us as created_limit_us,
        fact.place_in_block(
            ticket_case.created_at, created_block.block_at, created_block.opens_us
        ) as created_place,
        response_block.block_at as response_block_at,
        response_block.offset_us as response_offset_us,
        response_block.limit_us as response_limit_us,
        fact.place_in_block(
            answered.first_response_at, response_block.block_at, response_block.opens_us
        ) as response_place,
        resolved_block.block_at as resolved_block_at,
        resolved_block.offset_us as resolved_offset_us,
        resolved_block.limit_us as resolved_limit_us,
        fact.place_in_block(
            resolution.resolved_at, resolved_block.block_at, resolved_block.opens_us
        ) as resolved_place
    from staging.ticket_case
    inner join staging.resolution
        on ticket_case.ticket_number = resolution.ticket_number
    left join staging.answered
        on ticket_case.ticket_number = answered.ticket_number
    left join staging.worked
        on ticket_case.ticket_number = worked.ticket_number
    left join staging.repeat
        on ticket_case.ticket_number = repeat.ticket_number
    left join staging.open_block as created_block
        on ticket_case.schedule_number = created_block.schedule_number
            and fact.block_at(ticket_case.created_at) = created_block.block_at
    left join staging.open_block as response_block
        on ticket_case.schedule_number = response_block.schedule_number
            and fact.block_at(answered.first_response_at) = response_block.block_at
    left join staging.open_block as resolved_block
        on ticket_case.schedule_number = resolved_block.schedule_number
            and fact.block_at(resolution.resolved_at) = resolved_block.block_at
    offset '0' -- noqa: AM09
),

-- Of each instant the open time that the schedule has had up to it.
measured as (
    select
        placed.*,
        fact.open_us_at(
            placed.created_at,
            placed.created_block_at,
            placed.created_place,
            placed.created_offset_us,
            placed.created_limit_us
        ) as created_open_us,
        fact.open_us_at(
            placed.first_response_at,
            placed.response_block_at,
            placed.response_place,
            placed.response_offset_us,
            placed.response_limit_us
        ) as response_open_us,
        fact.open_us_at(
            placed.resolved_at,
            placed.resolved_block_at,
            placed.resolved_place,
            placed.resolved_offset_us,
            placed.resolved_limit_us
        ) as resolved_open_us
    from placed
    offset '0' -- noqa: AM09
)

select
    measured.source,
    measured.channel,
    measured.category,
    measured.product,
    measured.priority,
    measured.direction,
    measured.agent_id,
    measured.team,
    measured.segment,
    measured.country,
    measured.ticket_id,
    measured.customer_id,
    measured.schedule_id,
    measured.created_at,
    measured.first_response_at,
    measured.responder_agent_id,
    agent.team as responder_team,
    fact.milliseconds(measured.created_at, measured.first_response_at) as first_response_ms,
    measured.response_open_us - measured.created_open_us as first_response_business_us,
    fact.open_ms(
        measured.response_open_us - measured.created_open_us
    ) as first_response_business_ms,
    measured.first_resolved_at,
    measured.resolved_at,
    fact.milliseconds(measured.created_at, measured.resolved_at) as resolution_ms,
    fact.open_ms(measured.resolved_open_us - measured.created_open_us) as resolution_business_ms,
    case
        when measured.first_response_at <= measured.resolved_at
            then fact.milliseconds(measured.first_response_at, measured.resolved_at)
    end as resolution_after_response_ms,
    case
        when measured.first_response_at <= measured.resolved_at
            then fact.open_ms(measured.resolved_open_us - measured.response_open_us)
    end as resolution_after_response_business_ms,
    measured.reopen_count,
    case
        when measured.resolved_at is not null then coalesce(measured.agent_message_count, 0)
    end as agent_message_count,
    case
        when measured.resolved_at is not null then coalesce(measured.contact_count, 0)
    end as contact_count,
    case
        when measured.resolved_at is not null then coalesce(measured.has_bot_message, false)
    end as has_bot_message,
    case
        when measured.resolved_at is not null and measured.direction = 'inbound'
            then measured.has_repeat
    end as has_repeat,
    measured.handle_ms,
    measured.attribute_set
from measured
left join core.agent
    on measured.responder_agent_id = agent.agent_id
        and measured.source = agent.source;

insert into fact.ticket (
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
    customer_id,
    schedule_id,
    created_at,
    first_response_at,
    responder_agent_id,
    responder_team,
    first_response_ms,
    first_response_business_us,
    first_response_business_ms,
    first_resolved_at,
    resolved_at,
    resolution_ms,
    resolution_business_ms,
    resolution_after_response_ms,
    resolution_after_response_business_ms,
    reopen_count,
    agent_message_count,
    contact_count,
    has_bot_message,
    has_repeat,
    handle_ms,
    attribute_set
)
select
    new_ticket.source,
    new_ticket.channel,
    new_ticket.category,
    new_ticket.product,
    new_ticket.priority,
    new_ticket.direction,
    new_ticket.agent_id,
    new_ticket.team,
    new_ticket.segment,
    new_ticket.country,
    new_ticket.ticket_id,
    new_ticket.customer_id,
    new_ticket.schedule_id,
    new_ticket.created_at,
    new_ticket.first_response_at,
    new_ticket.responder_agent_id,
    new_ticket.responder_team,
    new_ticket.first_response_ms,
    new_ticket.first_response_business_us,
    new_ticket.first_response_business_ms,
    new_ticket.first_resolved_at,
    new_ticket.resolved_at,
    new_ticket.resolution_ms,
    new_ticket.resolution_business_ms,
    new_ticket.resolution_after_response_ms,
    new_ticket.resolution_after_response_business_ms,
    new_ticket.reopen_count,
    new_ticket.agent_message_count,
    new_ticket.contact_count,
    new_ticket.has_bot_message,
    new_ticket.has_repeat,
    new_ticket.handle_ms,
    new_ticket.attribute_set
from staging.new_ticket
-- What is asked for together lies together.
order by new_ticket.created_at;

drop table staging.new_ticket;
