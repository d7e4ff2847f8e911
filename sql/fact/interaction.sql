-- touched: ticket
-- step: 50
-- purpose: One row an interaction with logged time, whoever its author and whatever its visibility.

delete from fact.interaction
using staging.touched_ticket
where interaction.ticket_id = touched_ticket.ticket_id
    and interaction.source = touched_ticket.source;

insert into fact.interaction (
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
    interaction_id,
    occurred_at,
    handle_ms,
    attribute_set
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
    timeline.interaction_id,
    timeline.occurred_at,
    timeline.handle_ms,
    ticket_case.attribute_set
from staging.timeline
inner join staging.ticket_case
    on timeline.ticket_number = ticket_case.ticket_number
left join core.agent
    on timeline.agent_id = agent.agent_id
        and ticket_case.source = agent.source
where timeline.handle_ms is not null;
