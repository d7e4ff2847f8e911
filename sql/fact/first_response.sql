-- fact.first_response: one row a reportable ticket that was answered, by its first response. agent_id and
-- team are the responder's, for KPIs that count by who acted.
create view fact.first_response as
select
    ticket.source,
    ticket.channel,
    ticket.category,
    ticket.product,
    ticket.priority,
    ticket.direction,
    ticket.responder_agent_id as agent_id,
    ticket.responder_team as team,
    ticket.segment,
    ticket.country,
    ticket.ticket_id,
    ticket.created_at,
    ticket.first_response_at,
    ticket.first_response_ms,
    ticket.first_response_business_ms,
    ticket.first_response_business_us
from fact.ticket
where ticket.first_response_at is not null;
comment on view fact.first_response is 'One row a reportable ticket that was answered, by its first response.';
