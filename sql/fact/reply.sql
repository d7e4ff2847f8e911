-- touched: ticket
-- step: 50
-- purpose: One row a customer turn that was answered: the first agent message after a run of
-- customer messages with no agent message between. A turn without an answer is no case.

delete from fact.reply
using staging.touched_ticket
where reply.ticket_id = touched_ticket.ticket_id
    and reply.source = touched_ticket.source;

insert into fact.reply (
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
    reply_number,
    turn_started_at,
    replied_at,
    reply_ms,
    reply_business_ms,
    attribute_set
)
-- offset '0' keeps the places from being worked out for each use.
with placed as (
    select
        ticket_case.source,
        ticket_case.channel,
        ticket_case.category,
        ticket_case.product,
        ticket_case.priority,
        ticket_case.direction,
        answer.agent_id,
        agent.team,
        ticket_case.segment,
        ticket_case.country,
        ticket_case.ticket_id,
        ticket_case.attribute_set,
        answer.reply_number,
        answer.turn_started_at,
        answer.occurred_at as replied_at,
        started_block.block_at as started_block_at,
        started_block.offset_us as started_offset_us,
        started_block.limit_us as started_limit_us,
        fact.place_in_block(
            answer.turn_started_at, started_block.block_at, started_block.opens_us
        ) as started_place,
        replied_block.block_at as replied_block_at,
        replied_block.offset_us as replied_offset_us,
        replied_block.limit_us as replied_limit_us,
        fact.place_in_block(
            answer.occurred_at, replied_block.block_at, replied_block.opens_us
        ) as replied_place
    from staging.answer
    inner join staging.ticket_case
        on answer.ticket_number = ticket_case.ticket_number
    left join staging.open_block as started_block
        on ticket_case.schedule_number = started_block.schedule_number
            and fact.block_at(answer.turn_started_at) = started_block.block_at
    left join staging.open_block as replied_block
        on ticket_case.schedule_number = replied_block.schedule_number
            and fact.block_at(answer.occurred_at) = replied_block.block_at
    left join core.agent
        on answer.agent_id = agent.agent_id
            and ticket_case.source = agent.source
    where answer.is_reply
    offset '0' -- noqa: AM09
)

select
    placed.source,
    placed.channel,
    placed.category,
    placed.product,
    placed.priority,
    placed.direction,
    placed.agent_id,
    placed.team,
    placed.segment,
    placed.country,
    placed.ticket_id,
    placed.reply_number,
    placed.turn_started_at,
    placed.replied_at,
    fact.milliseconds(placed.turn_started_at, placed.replied_at) as reply_ms,
    fact.open_ms(
        fact.open_us_at(
            placed.replied_at,
            placed.replied_block_at,
            placed.replied_place,
            placed.replied_offset_us,
            placed.replied_limit_us
        )
        - fact.open_us_at(
            placed.turn_started_at,
            placed.started_block_at,
            placed.started_place,
            placed.started_offset_us,
            placed.started_limit_us
        )
    ) as reply_business_ms,
    placed.attribute_set
from placed;
