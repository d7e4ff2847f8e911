-- step: 5
-- purpose: The agents of whom a load changed what facts take from them: their team
-- (staging.changed_agent).

create unlogged table staging.changed_agent as
select
    agent.agent_id,
    agent.source
from staging.agent
left join staging.replaced_agent
    on agent.agent_id = replaced_agent.agent_id
        and agent.source = replaced_agent.source
where agent.team is distinct from replaced_agent.team;

analyze staging.changed_agent;
