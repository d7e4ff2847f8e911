-- kpi.ticket: one row a reportable ticket with everything that is measured of it. Durations are
-- seconds. Subject, tags, comments and names stay out; of the attributes only those that the
-- setting public_attributes names.

create view kpi.ticket as
select
    ticket.ticket_id,
    ticket.source,
    ticket.channel,
    ticket.category,
    ticket.product,
    ticket.priority,
    ticket.direction,
    ticket.agent_id,
    ticket.team,
    ticket.segment,
    ticket.country,
    ticket.customer_id,
    ticket.schedule_id,
    kpi.public_attributes(core_ticket.attributes) as public_attributes,
    ticket.responder_agent_id,
    ticket.responder_team,
    ticket.created_at,
    ticket.first_response_at,
    ticket.first_resolved_at,
    ticket.resolved_at,
    ticket.resolved_at is not null as is_resolved,
    ticket.reopen_count > 0 as is_reopened,
    ticket.has_repeat,
    ticket.has_bot_message,
    ticket.reopen_count,
    ticket.agent_message_count,
    ticket.contact_count,
    (ticket.first_response_ms / 1000.0)::double precision as first_response_seconds,
    (
        ticket.first_response_business_ms / 1000.0
    )::double precision as first_response_business_seconds,
    (ticket.resolution_ms / 1000.0)::double precision as resolution_seconds,
    (ticket.resolution_business_ms / 1000.0)::double precision as resolution_business_seconds,
    (
        ticket.resolution_after_response_ms / 1000.0
    )::double precision as resolution_after_response_seconds,
    (
        ticket.resolution_after_response_business_ms / 1000.0
    )::double precision as resolution_after_response_business_seconds,
    (ticket.handle_ms / 1000.0)::double precision as handle_seconds
from fact.ticket
inner join core.ticket as core_ticket
    on ticket.ticket_id = core_ticket.ticket_id
        and ticket.source = core_ticket.source;

comment on view kpi.ticket is
'One row a reportable ticket with all that is measured of it: the rows behind the KPIs. '
'Excluded tickets are left out.';
comment on column kpi.ticket.ticket_id is 'The ticket, unique within its source.';
comment on column kpi.ticket.source is 'The name it was loaded as (load --as).';
comment on column kpi.ticket.channel is 'Channel.';
comment on column kpi.ticket.category is 'Category.';
comment on column kpi.ticket.product is 'Product.';
comment on column kpi.ticket.priority is 'Priority.';
comment on column kpi.ticket.direction is 'inbound (the customer wrote first) or outbound.';
comment on column kpi.ticket.agent_id is 'The assignee now, unique within the source.';
comment on column kpi.ticket.team is 'The ticket''s own team, else its assignee''s.';
comment on column kpi.ticket.segment is 'The customer''s segment now.';
comment on column kpi.ticket.country is 'The customer''s country now.';
comment on column kpi.ticket.customer_id is 'The customer, unique within the source.';
comment on column kpi.ticket.schedule_id is
'The schedule of its business hours: its own, else its source''s default.';
comment on column kpi.ticket.public_attributes is
'Columns that the contract does not name, as far as the setting public_attributes names them.';
comment on column kpi.ticket.responder_agent_id is 'Who wrote the first response.';
comment on column kpi.ticket.responder_team is 'Team of who wrote the first response.';
comment on column kpi.ticket.created_at is 'When it was created.';
comment on column kpi.ticket.first_response_at is
'First public agent message at or after its creation.';
comment on column kpi.ticket.first_resolved_at is 'First change to resolved or closed.';
comment on column kpi.ticket.resolved_at is
'Final resolution: the last change to resolved or closed, if it is resolved now.';
comment on column kpi.ticket.is_resolved is 'Whether it is resolved now.';
comment on column kpi.ticket.is_reopened is 'Whether it was ever reopened.';
comment on column kpi.ticket.has_repeat is
'Whether the customer came back: another inbound ticket of the category within repeat_within '
'(7 days) after the final resolution. Empty when unresolved.';
comment on column kpi.ticket.has_bot_message is
'Whether a public bot message came up to the final resolution. Empty when unresolved.';
comment on column kpi.ticket.reopen_count is 'Changes out of resolved.';
comment on column kpi.ticket.agent_message_count is
'Agent messages up to the final resolution. Empty when unresolved.';
comment on column kpi.ticket.contact_count is
'Contacts up to the final resolution: runs of agent messages with pauses of at most '
'contact_gap (30 minutes). Empty when unresolved.';
comment on column kpi.ticket.first_response_seconds is
'First response minus creation, seconds. The KPI first_response_time takes inbound tickets.';
comment on column kpi.ticket.first_response_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.resolution_seconds is
'Final resolution minus creation, seconds. The KPI resolution_time takes inbound tickets.';
comment on column kpi.ticket.resolution_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.resolution_after_response_seconds is
'Final resolution minus first response, where that came first, seconds.';
comment on column kpi.ticket.resolution_after_response_business_seconds is
'The same inside the open hours of its schedule, seconds. Empty without a schedule.';
comment on column kpi.ticket.handle_seconds is
'Logged time of all its interactions, seconds. Empty where none was logged.';
