-- touched: ticket
-- step: 50
-- purpose: One row a reportable ticket with all that is measured of it.
-- First response: the first agent message at or after created_at. Final resolution: the last change
-- to resolved, of a ticket that is resolved now. Contacts: an agent message more than contact_gap
-- after the one before it starts a new one; messages before created_at count. Repeat: another
-- inbound ticket of the same customer and category (an empty one equals an empty one) created after
-- the final resolution and at most repeat_within after it.

delete from fact.ticket
using staging.touched_ticket
where ticket.ticket_id = touched_ticket.ticket_id
    and ticket.source = touched_ticket.source;

create unlogged table staging.resolution as
select
    stretch.ticket_number,
    max(stretch.stretch_number) - 1 as reopen_count,
    min(stretch.closed_at) filter (where stretch.stretch_number = 1) as first_resolved_at,
    case when bool_and(stretch.closed_at is not null) then max(stretch.closed_at) end as resolved_at
from staging.stretch
group by stretch.ticket_number;

analyze staging.resolution;

-- Of the customer's inbound tickets of one category, the next one created after this one's final
-- resolution: all instants, latest first, so that what follows a resolution lies before it.
create unlogged table staging.repeat as
with customer_case as (
    select distinct
        ticket_case.customer_id,
        ticket_case.source
    from staging.ticket_case
),

customer_inbound as (
    select
        ticket.ticket_id,
        ticket.source,
        ticket.customer_id,
        coalesce(ticket.category, '') as category,
        ticket.created_at
    from core.ticket
    inner join customer_case
        on ticket.customer_id = customer_case.customer_id
            and ticket.source = customer_case.source
    where ticket.direction = 'inbound'
        and ticket.excluded is null
),

instant as (
    select
        null::integer as ticket_number,
        customer_inbound.source,
        customer_inbound.customer_id,
        customer_inbound.category,
        customer_inbound.created_at as instant_at,
        customer_inbound.created_at
    from customer_inbound
    union all
    select
        ticket_case.ticket_number,
        ticket_case.source,
        ticket_case.customer_id,
        coalesce(ticket_case.category, '') as category,
        resolution.resolved_at as instant_at,
        null as created_at
    from staging.ticket_case
    inner join staging.resolution
        on ticket_case.ticket_number = resolution.ticket_number
    where ticket_case.direction = 'inbound'
        and ticket_case.customer_id is not null
        and resolution.resolved_at is not null
),

following as (
    select
        instant.ticket_number,
        instant.instant_at as resolved_at,
        min(instant.created_at) over (
            partition by instant.customer_id, instant.source, instant.category
            order by instant.instant_at desc, instant.ticket_number asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as next_created_at
    from instant
)

select
    following.ticket_number,
    following.next_created_at
    <= following.resolved_at + (select meta.setting_value('repeat_within')::interval) as has_repeat
from following
where following.ticket_number is not null;

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
    handle_ms
)
with conversation as (
    select
        timeline.ticket_number,
        count(*) filter (
            where timeline.role = 'agent' and timeline.occurred_at <= resolution.resolved_at
        ) as agent_message_count,
        count(*) filter (
            where timeline.role = 'agent'
            and timeline.occurred_at <= resolution.resolved_at
            and coalesce(
                timeline.occurred_at > timeline.last_answered_at
                + (select meta.setting_value('contact_gap')::interval),
                true
            )
        ) as contact_count,
        coalesce(
            bool_or(timeline.role = 'bot' and timeline.occurred_at <= resolution.resolved_at), false
        ) as has_bot_message,
        sum(timeline.handle_ms)::bigint as handle_ms
    from staging.timeline
    inner join staging.resolution
        on timeline.ticket_number = resolution.ticket_number
    group by timeline.ticket_number
),

-- Of each instant the open time that the ticket's schedule has had up to it; none without a
-- schedule.
measured as (
    select
        ticket_case.*,
        response.occurred_at as first_response_at,
        response.agent_id as responder_agent_id,
        resolution.first_resolved_at,
        resolution.resolved_at,
        resolution.reopen_count,
        conversation.agent_message_count,
        conversation.contact_count,
        conversation.has_bot_message,
        conversation.handle_ms,
        fact.open_us(
            ticket_case.created_at,
            created_block.block_at,
            created_block.opens_us,
            created_block.offset_us,
            created_block.limit_us
        ) as created_open_us,
        fact.open_us(
            response.occurred_at,
            response_block.block_at,
            response_block.opens_us,
            response_block.offset_us,
            response_block.limit_us
        ) as response_open_us,
        fact.open_us(
            resolution.resolved_at,
            resolved_block.block_at,
            resolved_block.opens_us,
            resolved_block.offset_us,
            resolved_block.limit_us
        ) as resolved_open_us
    from staging.ticket_case
    inner join staging.resolution
        on ticket_case.ticket_number = resolution.ticket_number
    left join conversation
        on ticket_case.ticket_number = conversation.ticket_number
    left join staging.timeline as response
        on ticket_case.ticket_number = response.ticket_number
            and response.is_first_response
    left join staging.open_block as created_block
        on ticket_case.schedule_id = created_block.schedule_id
            and ticket_case.source = created_block.source
            and fact.block_at(ticket_case.created_at) = created_block.block_at
    left join staging.open_block as response_block
        on ticket_case.schedule_id = response_block.schedule_id
            and ticket_case.source = response_block.source
            and fact.block_at(response.occurred_at) = response_block.block_at
    left join staging.open_block as resolved_block
        on ticket_case.schedule_id = resolved_block.schedule_id
            and ticket_case.source = resolved_block.source
            and fact.block_at(resolution.resolved_at) = resolved_block.block_at
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
        when measured.resolved_at is not null then coalesce(repeat.has_repeat, false)
    end as has_repeat,
    measured.handle_ms
from measured
left join staging.repeat
    on measured.ticket_number = repeat.ticket_number
left join core.agent
    on measured.responder_agent_id = agent.agent_id
        and measured.source = agent.source;
