-- The normalized truth: one table an entity of the data contract, keyed by (id, source). Every
-- table also holds: source (which load --as name the row came from), attributes (columns the
-- contract does not name; for targets and initiatives: dimensions), row_seq (the row's position
-- over all loads: of two rows of one key the higher one is the newer). Text is compared bytewise
-- (collate "C"), as the contract orders ids. No foreign keys: rows arrive in any order, and
-- orphans are found by the quality checks.

create schema core;
comment on schema core is 'The normalized truth: one table an entity of the data contract.';

create table core.agent (
    agent_id text collate "C" not null,
    name text collate "C",
    email text collate "C",
    team text collate "C",
    role text collate "C",
    kind text collate "C" not null,
    started_on date,
    ended_on date,
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint agent_kind_known check (kind in ('human', 'bot')),
    constraint agent_pkey primary key (agent_id, source)
);
comment on table core.agent is 'One row an agent: a person or a bot that answers customers.';
comment on column core.agent.agent_id is 'The agent''s id, unique within one source.';
comment on column core.agent.name is 'Display name.';
comment on column core.agent.email is 'E-mail address.';
comment on column core.agent.team is 'The team the agent belongs to now.';
comment on column core.agent.role is 'Role, as the source names it.';
comment on column core.agent.kind is 'human or bot.';
comment on column core.agent.started_on is 'First day of work.';
comment on column core.agent.ended_on is 'Last day of work.';
comment on column core.agent.source is 'The name the row was loaded as (load --as).';
comment on column core.agent.attributes is 'Columns of the file that the contract does not name.';
comment on column core.agent.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.customer (
    customer_id text collate "C" not null,
    name text collate "C",
    email text collate "C",
    segment text collate "C",
    country text collate "C",
    joined_at timestamptz,
    churned_at timestamptz,
    churn_reason text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint customer_pkey primary key (customer_id, source)
);
comment on table core.customer is 'One row a customer.';
comment on column core.customer.customer_id is 'The customer''s id, unique within one source.';
comment on column core.customer.name is 'Display name.';
comment on column core.customer.email is 'E-mail address.';
comment on column core.customer.segment is 'Customer segment, a dimension.';
comment on column core.customer.country is 'Country, a dimension.';
comment on column core.customer.joined_at is
'When the customer joined; empty counts as always there.';
comment on column core.customer.churned_at is 'When the customer left.';
comment on column core.customer.churn_reason is 'Why the customer left, as the source words it.';
comment on column core.customer.source is 'The name the row was loaded as (load --as).';
comment on column core.customer.attributes is
'Columns of the file that the contract does not name.';
comment on column core.customer.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.ticket (
    ticket_id text collate "C" not null,
    created_at timestamptz not null,
    direction text collate "C" not null,
    customer_id text collate "C",
    agent_id text collate "C",
    team text collate "C",
    channel text collate "C",
    category text collate "C",
    product text collate "C",
    priority text collate "C",
    status text collate "C" not null,
    resolved_at timestamptz,
    closed_at timestamptz,
    subject text collate "C",
    tags text[] collate "C",
    order_id text collate "C",
    excluded text collate "C",
    merged_into text collate "C",
    schedule_id text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint ticket_direction_known check (direction in ('inbound', 'outbound')),
    constraint ticket_status_known check (
        status in ('new', 'open', 'pending', 'hold', 'resolved', 'closed')
    ),
    constraint ticket_excluded_known check (excluded in ('spam', 'deleted', 'merged', 'test')),
    constraint ticket_pkey primary key (ticket_id, source)
);
comment on table core.ticket is 'One row a ticket, reportable or excluded.';
comment on column core.ticket.ticket_id is 'The ticket''s id, unique within one source.';
comment on column core.ticket.created_at is 'When the ticket was created.';
comment on column core.ticket.direction is 'inbound (the customer wrote first) or outbound.';
comment on column core.ticket.customer_id is 'Who asked.';
comment on column core.ticket.agent_id is 'The assignee.';
comment on column core.ticket.team is 'The ticket''s own team (its group).';
comment on column core.ticket.channel is 'Channel, a dimension.';
comment on column core.ticket.category is 'Category, a dimension.';
comment on column core.ticket.product is 'Product, a dimension.';
comment on column core.ticket.priority is 'Priority, a dimension.';
comment on column core.ticket.status is
'Status as the source says; says nothing about timing where status events exist.';
comment on column core.ticket.resolved_at is
'Resolution as the source says; used only without status events.';
comment on column core.ticket.closed_at is
'Closing as the source says; used only without status events and resolved_at.';
comment on column core.ticket.subject is 'Subject line.';
comment on column core.ticket.tags is 'Tags.';
comment on column core.ticket.order_id is 'The order the ticket is about.';
comment on column core.ticket.excluded is
'Why the ticket is not reportable: spam, deleted, merged or test; empty = reportable.';
comment on column core.ticket.merged_into is 'The ticket this one was merged into.';
comment on column core.ticket.schedule_id is
'The schedule of its business hours; empty = the default schedule of its source.';
comment on column core.ticket.source is 'The name the row was loaded as (load --as).';
comment on column core.ticket.attributes is 'Columns of the file that the contract does not name.';
comment on column core.ticket.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.interaction (
    interaction_id text collate "C" not null,
    ticket_id text collate "C" not null,
    occurred_at timestamptz not null,
    author text collate "C" not null,
    agent_id text collate "C",
    visibility text collate "C" not null,
    channel text collate "C",
    handling_seconds numeric,
    communication_seconds numeric,
    technical_seconds numeric,
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint interaction_author_known check (
        author in ('customer', 'agent', 'bot', 'system', 'third_party')
    ),
    constraint interaction_visibility_known check (visibility in ('public', 'private')),
    constraint interaction_pkey primary key (interaction_id, source)
);
comment on table core.interaction is 'One row an interaction: a message, note or call on a ticket.';
comment on column core.interaction.interaction_id is
'The interaction''s id, unique within one source.';
comment on column core.interaction.ticket_id is 'Its ticket, which may not be there yet.';
comment on column core.interaction.occurred_at is 'When it happened.';
comment on column core.interaction.author is 'customer, agent, bot, system or third_party.';
comment on column core.interaction.agent_id is 'The acting agent.';
comment on column core.interaction.visibility is 'public (the customer sees it) or private.';
comment on column core.interaction.channel is
'The interaction''s own channel; kept, not used by any KPI.';
comment on column core.interaction.handling_seconds is 'Logged handling time, seconds.';
comment on column core.interaction.communication_seconds is 'Logged communication time, seconds.';
comment on column core.interaction.technical_seconds is 'Logged technical time, seconds.';
comment on column core.interaction.source is 'The name the row was loaded as (load --as).';
comment on column core.interaction.attributes is
'Columns of the file that the contract does not name.';
comment on column core.interaction.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.ticket_event (
    event_id text collate "C" not null,
    ticket_id text collate "C" not null,
    occurred_at timestamptz not null,
    field text collate "C" not null,
    value text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint ticket_event_pkey primary key (event_id, source)
);
comment on table core.ticket_event is 'One row a change of a ticket''s field.';
comment on column core.ticket_event.event_id is
'The event''s id, unique within one source; orders events of one instant, bytewise.';
comment on column core.ticket_event.ticket_id is 'Its ticket, which may not be there yet.';
comment on column core.ticket_event.occurred_at is 'When the field changed.';
comment on column core.ticket_event.field is
'The field that changed: status, agent_id, team, priority, category …';
comment on column core.ticket_event.value is 'The field''s value from then on.';
comment on column core.ticket_event.source is 'The name the row was loaded as (load --as).';
comment on column core.ticket_event.attributes is
'Columns of the file that the contract does not name.';
comment on column core.ticket_event.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.survey (
    survey_id text collate "C" not null,
    kind text collate "C" not null,
    sent_at timestamptz,
    responded_at timestamptz,
    ticket_id text collate "C",
    customer_id text collate "C",
    agent_id text collate "C",
    score integer,
    scale_min integer,
    scale_max integer,
    reversed boolean not null,
    reason text collate "C",
    comment text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint survey_kind_known check (kind in ('csat', 'nps', 'ces', 'esat', 'exit')),
    constraint survey_pkey primary key (survey_id, source)
);
comment on table core.survey is 'One row a survey that was sent, answered or not.';
comment on column core.survey.survey_id is 'The survey''s id, unique within one source.';
comment on column core.survey.kind is 'csat, nps, ces, esat or exit.';
comment on column core.survey.sent_at is 'When it was sent.';
comment on column core.survey.responded_at is 'When it was answered.';
comment on column core.survey.ticket_id is 'The ticket it is about, which may not be there yet.';
comment on column core.survey.customer_id is 'Who was asked; comes before the ticket''s customer.';
comment on column core.survey.agent_id is
'The agent it is about; comes before the ticket''s assignee.';
comment on column core.survey.score is 'The answer, a whole number on the scale.';
comment on column core.survey.scale_min is
'Lowest score of the scale; empty = the kind''s default.';
comment on column core.survey.scale_max is
'Highest score of the scale; empty = the kind''s default.';
comment on column core.survey.reversed is 'Whether a high score is bad; ignored for nps.';
comment on column core.survey.reason is 'The reason chosen.';
comment on column core.survey.comment is 'What the customer wrote.';
comment on column core.survey.source is 'The name the row was loaded as (load --as).';
comment on column core.survey.attributes is 'Columns of the file that the contract does not name.';
comment on column core.survey.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.cost (
    cost_id text collate "C" not null,
    category text collate "C" not null,
    period_start date not null,
    period_end date not null,
    amount numeric not null,
    currency text collate "C" not null,
    team text collate "C",
    channel text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint cost_category_known check (
        category in ('staffing', 'technology', 'training', 'other')
    ),
    constraint cost_pkey primary key (cost_id, source)
);
comment on table core.cost is 'One row a ledger amount over a period.';
comment on column core.cost.cost_id is 'The amount''s id, unique within one source.';
comment on column core.cost.category is 'staffing, technology, training or other.';
comment on column core.cost.period_start is 'First day of the period.';
comment on column core.cost.period_end is 'Last day of the period, inclusive.';
comment on column core.cost.amount is 'The amount; negative for a credit note.';
comment on column core.cost.currency is 'ISO 4217 code.';
comment on column core.cost.team is 'The team it is for; empty = all.';
comment on column core.cost.channel is 'The channel it is for; empty = all.';
comment on column core.cost.source is 'The name the row was loaded as (load --as).';
comment on column core.cost.attributes is 'Columns of the file that the contract does not name.';
comment on column core.cost.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.shift (
    shift_id text collate "C" not null,
    agent_id text collate "C" not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    activity text collate "C" not null,
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint shift_activity_known check (
        activity in ('available', 'break', 'meeting', 'training')
    ),
    constraint shift_pkey primary key (shift_id, source)
);
comment on table core.shift is 'One row a stretch of an agent''s roster.';
comment on column core.shift.shift_id is 'The shift''s id, unique within one source.';
comment on column core.shift.agent_id is 'Whose shift.';
comment on column core.shift.starts_at is 'Start.';
comment on column core.shift.ends_at is 'End, after the start.';
comment on column core.shift.activity is 'available, break, meeting or training.';
comment on column core.shift.source is 'The name the row was loaded as (load --as).';
comment on column core.shift.attributes is 'Columns of the file that the contract does not name.';
comment on column core.shift.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.schedule (
    schedule_id text collate "C" not null,
    timezone text collate "C" not null,
    name text collate "C",
    is_default boolean not null,
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint schedule_pkey primary key (schedule_id, source)
);
comment on table core.schedule is 'One row a schedule of business hours.';
comment on column core.schedule.schedule_id is 'The schedule''s id, unique within one source.';
comment on column core.schedule.timezone is 'IANA time zone of its hours.';
comment on column core.schedule.name is 'Display name.';
comment on column core.schedule.is_default is
'Whether it holds for tickets of its source that name none.';
comment on column core.schedule.source is 'The name the row was loaded as (load --as).';
comment on column core.schedule.attributes is
'Columns of the file that the contract does not name.';
comment on column core.schedule.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.schedule_hour (
    schedule_id text collate "C" not null,
    weekday integer not null,
    opens_at time not null,
    closes_at time not null,
    valid_from date,
    valid_to date,
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint schedule_hour_key unique nulls not distinct (
        schedule_id, weekday, opens_at, valid_from, source
    )
);
comment on table core.schedule_hour is 'One row an interval of a schedule''s week.';
comment on column core.schedule_hour.schedule_id is 'Its schedule.';
comment on column core.schedule_hour.weekday is
'Local day on which the interval opens: 1 Monday … 7 Sunday.';
comment on column core.schedule_hour.opens_at is 'Local time at which the interval opens.';
comment on column core.schedule_hour.closes_at is
'Local time at which it closes; at or before opens_at runs past midnight.';
comment on column core.schedule_hour.valid_from is 'First local day it holds; empty = always.';
comment on column core.schedule_hour.valid_to is 'Last local day it holds; empty = for good.';
comment on column core.schedule_hour.source is 'The name the row was loaded as (load --as).';
comment on column core.schedule_hour.attributes is
'Columns of the file that the contract does not name.';
comment on column core.schedule_hour.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.holiday (
    holiday_on date not null,
    schedule_id text collate "C",
    name text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint holiday_key unique nulls not distinct (holiday_on, schedule_id, source)
);
comment on table core.holiday is 'One row a day without business hours.';
comment on column core.holiday.holiday_on is 'The local day, in each schedule''s own zone.';
comment on column core.holiday.schedule_id is
'The schedule it holds for; empty = all of its source.';
comment on column core.holiday.name is 'Display name.';
comment on column core.holiday.source is 'The name the row was loaded as (load --as).';
comment on column core.holiday.attributes is 'Columns of the file that the contract does not name.';
comment on column core.holiday.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.customer_order (
    order_id text collate "C" not null,
    customer_id text collate "C" not null,
    ordered_at timestamptz not null,
    amount numeric,
    currency text collate "C",
    source text collate "C" not null,
    attributes jsonb,
    row_seq bigint not null,
    constraint customer_order_pkey primary key (order_id, source)
);
comment on table core.customer_order is 'One row an order of a customer.';
comment on column core.customer_order.order_id is 'The order''s id, unique within one source.';
comment on column core.customer_order.customer_id is 'Who ordered.';
comment on column core.customer_order.ordered_at is 'When.';
comment on column core.customer_order.amount is 'Order value.';
comment on column core.customer_order.currency is 'ISO 4217 code.';
comment on column core.customer_order.source is 'The name the row was loaded as (load --as).';
comment on column core.customer_order.attributes is
'Columns of the file that the contract does not name.';
comment on column core.customer_order.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.target (
    kpi text collate "C" not null,
    starts_on date not null,
    target numeric not null,
    ends_on date,
    warning numeric,
    owner text collate "C",
    review_on date,
    source text collate "C" not null,
    dimensions jsonb not null default '{}',
    row_seq bigint not null,
    constraint target_pkey primary key (kpi, starts_on, dimensions, source)
);
comment on table core.target is
'One row a target of a KPI from a day on, for all or for the dimension values it names.';
comment on column core.target.kpi is 'KPI key or alias.';
comment on column core.target.starts_on is 'First day it holds.';
comment on column core.target.target is 'The target, in the KPI''s unit.';
comment on column core.target.ends_on is 'Last day it holds.';
comment on column core.target.warning is 'The value from which to warn.';
comment on column core.target.owner is 'Who answers for it.';
comment on column core.target.review_on is 'When it is to be reviewed.';
comment on column core.target.source is 'The name the row was loaded as (load --as).';
comment on column core.target.dimensions is 'The dimension values it holds for; empty = all.';
comment on column core.target.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

create table core.initiative (
    initiative_id text collate "C" not null,
    name text collate "C" not null,
    starts_on date not null,
    ends_on date,
    description text collate "C",
    source text collate "C" not null,
    dimensions jsonb not null default '{}',
    row_seq bigint not null,
    constraint initiative_pkey primary key (initiative_id, source)
);
comment on table core.initiative is
'One row a change made on purpose, whose effect is to be measured.';
comment on column core.initiative.initiative_id is
'The initiative''s id, unique within one source.';
comment on column core.initiative.name is 'Display name.';
comment on column core.initiative.starts_on is 'First day.';
comment on column core.initiative.ends_on is 'Last day.';
comment on column core.initiative.description is 'What was changed.';
comment on column core.initiative.source is 'The name the row was loaded as (load --as).';
comment on column core.initiative.dimensions is 'The dimension values it holds for; empty = all.';
comment on column core.initiative.row_seq is
'Position of the row over all loads; the newest of a key is kept.';

-- A ticket's rows are found by the ticket; a customer's and an agent's tickets by their ids.
create index interaction_ticket on core.interaction (ticket_id, source);
create index ticket_event_ticket on core.ticket_event (ticket_id, source);
create index survey_ticket on core.survey (ticket_id, source) where ticket_id is not null;
create index ticket_customer on core.ticket (customer_id, source) where customer_id is not null;
create index ticket_agent on core.ticket (agent_id, source) where agent_id is not null;
create index ticket_excluded on core.ticket (created_at) where excluded is not null;
