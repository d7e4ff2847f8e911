-- name: unknown_agent
-- title: agents who are named, but not known
-- severity: warning
-- scope: warehouse
-- meaning: Tickets, interactions, surveys or shifts name an agent_id that the agents do not have.
--   The agent counts, but has no team.
-- Cost: see fact.named_agent.
select
    named_agent.source,
    named_agent.agent_id as sample
from fact.named_agent
left join core.agent
    on named_agent.agent_id = agent.agent_id
        and named_agent.source = agent.source
where agent.agent_id is null
