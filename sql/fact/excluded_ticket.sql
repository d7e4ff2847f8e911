-- touched: ticket
-- step: 21
-- purpose: The touched tickets that are in no KPI, for the counts beside every answer; what follows
-- is derived of the others only.

delete from fact.excluded_ticket
using staging.touched_ticket
where excluded_ticket.ticket_id = touched_ticket.ticket_id
    and excluded_ticket.source = touched_ticket.source;

insert into fact.excluded_ticket (
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
    created_at,
    excluded,
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
    ticket_case.created_at,
    ticket_case.excluded,
    ticket_case.attribute_set
from staging.ticket_case
where ticket_case.excluded is not null;

delete from staging.ticket_case
where ticket_case.excluded is not null;

analyze staging.ticket_case;
