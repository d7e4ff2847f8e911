-- Facts: one row a case, everything a KPI needs worked out once. Only reportable tickets have
-- facts. Derived from core by sql/fact for the tickets and surveys that a load touched; never
-- edited. Every fact begins with the same dimension block. agent_id and team are the assignee's,
-- or the acting agent's where the comment says so. Durations are whole milliseconds.

create schema fact;
comment on schema fact is
'One row a case, everything a KPI needs worked out once; derived from core.';

create table fact.ticket (
    source text collate "C" not null,
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    direction text collate "C",
    agent_id text collate "C",
    team text collate "C",
    segment text collate "C",
    country text collate "C",
    ticket_id text collate "C" not null,
    customer_id text collate "C",
    schedule_id text collate "C",
    created_at timestamptz not null,
    first_response_at timestamptz,
    responder_agent_id text collate "C",
    responder_team text collate "C",
    first_response_ms bigint,
    first_response_business_ms bigint,
    first_resolved_at timestamptz,
    resolved_at timestamptz,
    resolution_ms bigint,
    resolution_business_ms bigint,
    resolution_after_response_ms bigint,
    resolution_after_response_business_ms bigint,
    reopen_count integer not null,
    agent_message_count integer,
    contact_count integer,
    has_bot_message boolean,
    has_repeat boolean,
    handle_ms bigint,
    primary key (ticket_id, source)
);
comment on table fact.ticket is 'One row a reportable ticket.';
comment on column fact.ticket.source is 'Source, a dimension.';
comment on column fact.ticket.channel is 'The ticket''s channel.';
comment on column fact.ticket.category is 'The ticket''s category.';
comment on column fact.ticket.product is 'The ticket''s product.';
comment on column fact.ticket.priority is 'The ticket''s priority.';
comment on column fact.ticket.direction is 'The ticket''s direction.';
comment on column fact.ticket.agent_id is 'The assignee.';
comment on column fact.ticket.team is 'Team of the assignee. The ticket''s own team comes first.';
comment on column fact.ticket.segment is 'The customer''s segment.';
comment on column fact.ticket.country is 'The customer''s country.';
comment on column fact.ticket.ticket_id is 'The ticket.';
comment on column fact.ticket.customer_id is 'Its customer.';
comment on column fact.ticket.schedule_id is
'The schedule of its business hours, the default one included.';
comment on column fact.ticket.created_at is 'When it was created.';
comment on column fact.ticket.first_response_at is 'First agent message at or after created_at.';
comment on column fact.ticket.responder_agent_id is 'Who wrote it.';
comment on column fact.ticket.responder_team is 'That agent''s team.';
comment on column fact.ticket.first_response_ms is 'first_response_at minus created_at.';
comment on column fact.ticket.first_response_business_ms is
'The same inside the open hours; empty without a schedule.';
comment on column fact.ticket.first_resolved_at is 'First change to resolved.';
comment on column fact.ticket.resolved_at is
'Final resolution: the last change to resolved, of a ticket that is resolved now.';
comment on column fact.ticket.resolution_ms is 'Final resolution minus created_at.';
comment on column fact.ticket.resolution_business_ms is
'The same inside the open hours; empty without a schedule.';
comment on column fact.ticket.resolution_after_response_ms is
'Final resolution minus first response, where that came at or before it.';
comment on column fact.ticket.resolution_after_response_business_ms is
'The same inside the open hours; empty without a schedule.';
comment on column fact.ticket.reopen_count is 'Changes out of resolved.';
comment on column fact.ticket.agent_message_count is
'Agent messages at or before the final resolution; empty when unresolved.';
comment on column fact.ticket.contact_count is
'Contacts among them: a message longer than contact_gap after the one before starts a new one.';
comment on column fact.ticket.has_bot_message is
'Whether a public bot message came at or before the final resolution.';
comment on column fact.ticket.has_repeat is
'Whether the customer opened another inbound ticket of the category within repeat_within after '
'the final resolution.';
comment on column fact.ticket.handle_ms is
'Logged time of all its interactions; empty where none was logged.';

create table fact.excluded_ticket (
    source text collate "C" not null,
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    direction text collate "C",
    agent_id text collate "C",
    team text collate "C",
    segment text collate "C",
    country text collate "C",
    ticket_id text collate "C" not null,
    created_at timestamptz not null,
    excluded text collate "C" not null,
    primary key (ticket_id, source)
);
comment on table fact.excluded_ticket is 'One row a ticket that is left out of every KPI.';
comment on column fact.excluded_ticket.source is 'Source, a dimension.';
comment on column fact.excluded_ticket.channel is 'The ticket''s channel.';
comment on column fact.excluded_ticket.category is 'The ticket''s category.';
comment on column fact.excluded_ticket.product is 'The ticket''s product.';
comment on column fact.excluded_ticket.priority is 'The ticket''s priority.';
comment on column fact.excluded_ticket.direction is 'The ticket''s direction.';
comment on column fact.excluded_ticket.agent_id is 'The assignee.';
comment on column fact.excluded_ticket.team is
'Team of the assignee. The ticket''s own team comes first.';
comment on column fact.excluded_ticket.segment is 'The customer''s segment.';
comment on column fact.excluded_ticket.country is 'The customer''s country.';
comment on column fact.excluded_ticket.ticket_id is 'The ticket.';
comment on column fact.excluded_ticket.created_at is 'When it was created.';
comment on column fact.excluded_ticket.excluded is 'Why: spam, deleted, merged or test.';

create table fact.open_stretch (
    source text collate "C" not null,
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    direction text collate "C",
    agent_id text collate "C",
    team text collate "C",
    segment text collate "C",
    country text collate "C",
    ticket_id text collate "C" not null,
    stretch_number integer not null,
    created_at timestamptz not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (ticket_id, source, stretch_number)
);
comment on table fact.open_stretch is
'One row a stretch of time in which a ticket is not resolved. Its end is a resolution; its '
'start, but for the first, a reopen.';
comment on column fact.open_stretch.source is 'Source, a dimension.';
comment on column fact.open_stretch.channel is 'The ticket''s channel.';
comment on column fact.open_stretch.category is 'The ticket''s category.';
comment on column fact.open_stretch.product is 'The ticket''s product.';
comment on column fact.open_stretch.priority is 'The ticket''s priority.';
comment on column fact.open_stretch.direction is 'The ticket''s direction.';
comment on column fact.open_stretch.agent_id is 'The assignee.';
comment on column fact.open_stretch.team is
'Team of the assignee. The ticket''s own team comes first.';
comment on column fact.open_stretch.segment is 'The customer''s segment.';
comment on column fact.open_stretch.country is 'The customer''s country.';
comment on column fact.open_stretch.ticket_id is 'The ticket.';
comment on column fact.open_stretch.stretch_number is
'1 from creation, then one more with each reopen.';
comment on column fact.open_stretch.created_at is 'When the ticket was created.';
comment on column fact.open_stretch.opened_at is 'Creation or reopen.';
comment on column fact.open_stretch.closed_at is 'Resolution; empty = not resolved yet.';

create table fact.reply (
    source text collate "C" not null,
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    direction text collate "C",
    agent_id text collate "C",
    team text collate "C",
    segment text collate "C",
    country text collate "C",
    ticket_id text collate "C" not null,
    reply_number integer not null,
    turn_started_at timestamptz not null,
    replied_at timestamptz not null,
    reply_ms bigint not null,
    reply_business_ms bigint,
    primary key (ticket_id, source, reply_number)
);
comment on table fact.reply is 'One row a customer turn that was answered.';
comment on column fact.reply.source is 'Source, a dimension.';
comment on column fact.reply.channel is 'The ticket''s channel.';
comment on column fact.reply.category is 'The ticket''s category.';
comment on column fact.reply.product is 'The ticket''s product.';
comment on column fact.reply.priority is 'The ticket''s priority.';
comment on column fact.reply.direction is 'The ticket''s direction.';
comment on column fact.reply.agent_id is 'The acting agent.';
comment on column fact.reply.team is 'Team of the acting agent.';
comment on column fact.reply.segment is 'The customer''s segment.';
comment on column fact.reply.country is 'The customer''s country.';
comment on column fact.reply.ticket_id is 'The ticket.';
comment on column fact.reply.reply_number is '1 for the ticket''s first answered turn.';
comment on column fact.reply.turn_started_at is 'First message of the turn.';
comment on column fact.reply.replied_at is 'The first agent message after it.';
comment on column fact.reply.reply_ms is 'replied_at minus turn_started_at.';
comment on column fact.reply.reply_business_ms is
'The same inside the open hours; empty without a schedule.';

create table fact.interaction (
    source text collate "C" not null,
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    direction text collate "C",
    agent_id text collate "C",
    team text collate "C",
    segment text collate "C",
    country text collate "C",
    ticket_id text collate "C" not null,
    interaction_id text collate "C" not null,
    occurred_at timestamptz not null,
    handle_ms bigint not null,
    primary key (ticket_id, source, interaction_id)
);
comment on table fact.interaction is 'One row an interaction with logged time above zero.';
comment on column fact.interaction.source is 'Source, a dimension.';
comment on column fact.interaction.channel is 'The ticket''s channel.';
comment on column fact.interaction.category is 'The ticket''s category.';
comment on column fact.interaction.product is 'The ticket''s product.';
comment on column fact.interaction.priority is 'The ticket''s priority.';
comment on column fact.interaction.direction is 'The ticket''s direction.';
comment on column fact.interaction.agent_id is 'The acting agent.';
comment on column fact.interaction.team is 'Team of the acting agent.';
comment on column fact.interaction.segment is 'The customer''s segment.';
comment on column fact.interaction.country is 'The customer''s country.';
comment on column fact.interaction.ticket_id is 'The ticket.';
comment on column fact.interaction.interaction_id is 'The interaction.';
comment on column fact.interaction.occurred_at is 'When it happened.';
comment on column fact.interaction.handle_ms is
'Handling, communication and technical time together.';

create table fact.survey (
    source text collate "C" not null,
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    direction text collate "C",
    agent_id text collate "C",
    team text collate "C",
    segment text collate "C",
    country text collate "C",
    ticket_id text collate "C",
    survey_id text collate "C" not null,
    kind text collate "C" not null,
    asked_at timestamptz,
    responded_at timestamptz,
    is_answered boolean not null,
    score integer,
    normalised_score numeric,
    primary key (survey_id, source)
);
comment on table fact.survey is
'One row a survey, unless its ticket is excluded or not there yet.';
comment on column fact.survey.source is 'Source, a dimension.';
comment on column fact.survey.channel is 'The ticket''s channel.';
comment on column fact.survey.category is 'The ticket''s category.';
comment on column fact.survey.product is 'The ticket''s product.';
comment on column fact.survey.priority is 'The ticket''s priority.';
comment on column fact.survey.direction is 'The ticket''s direction.';
comment on column fact.survey.agent_id is 'The survey''s agent.';
comment on column fact.survey.team is 'Team of the survey''s agent.';
comment on column fact.survey.segment is 'The customer''s segment.';
comment on column fact.survey.country is 'The customer''s country.';
comment on column fact.survey.ticket_id is 'The ticket it is about.';
comment on column fact.survey.survey_id is 'The survey.';
comment on column fact.survey.kind is 'csat, nps, ces, esat or exit.';
comment on column fact.survey.asked_at is 'When it was sent, or else answered.';
comment on column fact.survey.responded_at is 'When it was answered.';
comment on column fact.survey.is_answered is 'Whether it has both an answer and its time.';
comment on column fact.survey.score is 'The answer as given.';
comment on column fact.survey.normalised_score is
'The answer from 0 (worst) to 1 (best), turned round where the scale is reversed.';

create table fact.waiting (
    entity text collate "C" not null,
    row_id text collate "C" not null,
    source text collate "C" not null,
    ticket_id text collate "C" not null,
    primary key (ticket_id, source, entity, row_id)
);
comment on table fact.waiting is
'One row a row of core that waits for its ticket, and takes effect when the ticket arrives.';
comment on column fact.waiting.entity is 'interactions or surveys.';
comment on column fact.waiting.row_id is 'Id of the row.';
comment on column fact.waiting.source is 'Its source.';
comment on column fact.waiting.ticket_id is 'The ticket it waits for.';

create schema rollup;
comment on schema rollup is 'Additive parts of the KPIs by day and dimension; derived from fact.';
create schema kpi;
comment on schema kpi is 'The stable contract for people and BI tools: commented views, no data.';
