-- What the quality checks (sql/checks) found.

create table meta.finding (
    check_name text collate "C" not null,
    source text collate "C" not null,
    ticket_id text collate "C" not null,
    sample text collate "C" not null,
    found_count bigint not null,
    until_at timestamptz,
    primary key (ticket_id, source, check_name)
);
comment on table meta.finding is
'One row a ticket and quality check that found something about it; kept up to date by each load.';
comment on column meta.finding.check_name is 'The check: a file of sql/checks.';
comment on column meta.finding.source is 'Source of the ticket.';
comment on column meta.finding.ticket_id is 'The ticket.';
comment on column meta.finding.sample is
'Key of a row that it is about: the ticket''s or one of its rows''.';
comment on column meta.finding.found_count is 'How many rows of the ticket it is about.';
comment on column meta.finding.until_at is 'When it stops being true by itself; empty = never.';

create table meta.quality_result (
    load_id bigint not null,
    check_name text collate "C" not null,
    found_count bigint not null,
    samples text[] collate "C" not null,
    primary key (load_id, check_name)
);
comment on table meta.quality_result is
'One row a quality check that found something in the warehouse after a load.';
comment on column meta.quality_result.load_id is 'The load.';
comment on column meta.quality_result.check_name is 'The check: a file of sql/checks.';
comment on column meta.quality_result.found_count is 'How many rows of the warehouse it is about.';
comment on column meta.quality_result.samples is 'Keys of some of them, as source: key.';

create table fact.acting_agent (
    agent_id text collate "C" not null,
    source text collate "C" not null,
    primary key (agent_id, source)
);
comment on table fact.acting_agent is
'One row an agent that an interaction names, or has named: whether it is known or not.';
comment on column fact.acting_agent.agent_id is 'The agent.';
comment on column fact.acting_agent.source is 'Source of the interaction.';

-- What the checks look for in these tables is rare, and found at once by an index on just that.
create index customer_churned_before_joined on core.customer (customer_id)
where churned_at < joined_at;
create index survey_answered_before_sent on core.survey (survey_id)
where responded_at < sent_at;
create index shift_too_long on core.shift (shift_id)
where ends_at - starts_at > interval '24 hours';
-- Small: a range of pages each. For what was created in the last weeks.
create index ticket_created on core.ticket using brin (created_at);

-- An agent's own rows: an agent that is named, but not known, is found by skipping from id to id.
create index shift_agent on core.shift (agent_id, source);

-- The newest load of a file of some name; of an archive's members the archive counts.
create index load_file_name on meta.load_file (split_part(name, '/', 1), load_id);

comment on column meta.load_file.byte_count is 'Bytes read, as the file lies on disk.';
