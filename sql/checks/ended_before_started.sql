-- name: ended_before_started
-- title: agents, targets or initiatives that end before they start
-- severity: warning
-- scope: warehouse
-- meaning: ended_on or ends_on lies before started_on or starts_on: the row holds on no day.
-- Cost: all agents, targets and initiatives, which are few.
select
    agent.source,
    concat('agent ', agent.agent_id) as sample
from core.agent
where agent.ended_on < agent.started_on
union all
select
    target.source,
    concat('target ', target.kpi, ' from ', target.starts_on) as sample
from core.target
where target.ends_on < target.starts_on
union all
select
    initiative.source,
    concat('initiative ', initiative.initiative_id) as sample
from core.initiative
where initiative.ends_on < initiative.starts_on
