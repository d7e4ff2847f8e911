-- The time of the agents' shifts, without overlaps.

create table fact.agent_time (
    source text collate "C" not null,
    agent_id text collate "C" not null,
    team text collate "C",
    from_at timestamptz not null,
    until_at timestamptz not null,
    is_available boolean not null,
    primary key (agent_id, source, from_at)
);
comment on table fact.agent_time is
'One row a stretch of an agent''s scheduled time; no two of one agent overlap.';
comment on column fact.agent_time.source is 'Source of the roster, a dimension.';
comment on column fact.agent_time.agent_id is 'Whose time.';
comment on column fact.agent_time.team is 'Team of the agent.';
comment on column fact.agent_time.from_at is 'Start.';
comment on column fact.agent_time.until_at is 'End.';
comment on column fact.agent_time.is_available is
'Whether the agent was available; where another activity overlaps an available shift, it counts.';

create unlogged table staging.touched_agent (
    agent_id text collate "C" not null,
    source text collate "C" not null
);
comment on table staging.touched_agent is 'Agents whose shifts this load derives again.';
comment on column staging.touched_agent.agent_id is 'The agent.';
comment on column staging.touched_agent.source is 'Its source.';
