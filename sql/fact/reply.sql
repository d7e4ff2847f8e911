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
    reply_business_ms
)
select
    ticket_case.source,
    ticket_case.channel,
    ticket_case.category,
    ticket_case.product,
    ticket_case.priority,
    ticket_case.direction,
    timeline.agent_id,
    agent.team,
    ticket_case.segment,
    ticket_case.country,
    ticket_case.ticket_id,
    timeline.reply_number,
    timeline.turn_started_at,
    timeline.occurred_at as replied_at,
    fact.milliseconds(timeline.turn_started_at, timeline.occurred_at) as reply_ms,
    fact.open_ms(
        fact.open_us(
            timeline.occurred_at,
            replied_block.block_at,
            replied_block.opens_us,
            replied_block.offset_us,
            replied_block.limit_us
        )
        - fact.open_us(
            timeline.turn_started_at,
            started_block.block_at,
            started_block.opens_us,
            started_block.offset_us,
            started_block.limit_us
        )
    ) as reply_business_ms
from staging.timeline
inner join staging.ticket_case
    on timeline.ticket_number = ticket_case.ticket_number
left join staging.open_block as started_block
    on ticket_case.schedule_id = started_block.schedule_id
        and ticket_case.source = started_block.source
        and fact.block_at(timeline.turn_started_at) = started_block.block_at
left join staging.open_block as replied_block
    on ticket_case.schedule_id = replied_block.schedule_id
        and ticket_case.source = replied_block.source
        and fact.block_at(timeline.occurred_at) = replied_block.block_at
left join core.agent
    on timeline.agent_id = agent.agent_id
        and ticket_case.source = agent.source
where timeline.is_reply;
