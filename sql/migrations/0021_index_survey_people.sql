-- Whom surveys name is looked up by their index, as for tickets: which surveys a change of an agent
-- or a customer touches, and who is named at all.
create index survey_agent on core.survey (agent_id, source) where agent_id is not null;
create index survey_customer on core.survey (customer_id, source) where customer_id is not null;
comment on column fact.waiting.entity is 'interactions, ticket_events or surveys.';
