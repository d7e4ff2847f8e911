-- touched: ticket
-- fact.first_response: one row a reportable ticket that was answered, by its first response.
-- agent_id and team are the responder's, for KPIs that count by who acted.
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
    ticket.first_response_business_us,
    ticket.attribute_set
from fact.ticket
where ticket.first_response_at is not null;
comment on view fact.first_response is
'One row a reportable ticket that was answered, by its first response.';
comment on column fact.first_response.source is 'Source, a dimension.';
comment on column fact.first_response.channel is 'The ticket''s channel.';
comment on column fact.first_response.category is 'The ticket''s category.';
comment on column fact.first_response.product is 'The ticket''s product.';
comment on column fact.first_response.priority is 'The ticket''s priority.';
comment on column fact.first_response.direction is 'The ticket''s direction.';
comment on column fact.first_response.agent_id is 'Who responded.';
comment on column fact.first_response.team is 'Team of who responded.';
comment on column fact.first_response.segment is 'The customer''s segment.';
comment on column fact.first_response.country is 'The customer''s country.';
comment on column fact.first_response.ticket_id is 'The ticket.';
comment on column fact.first_response.created_at is 'When it was created.';
comment on column fact.first_response.first_response_at is
'First agent message at or after created_at.';
comment on column fact.first_response.first_response_ms is 'first_response_at minus created_at.';
comment on column fact.first_response.first_response_business_ms is
'The same inside the open hours; empty without a schedule.';
comment on column fact.first_response.first_response_business_us is
'The same in microseconds, for limits.';
comment on column fact.first_response.attribute_set is
'The ticket''s attributes, see fact.attribute_set.';
