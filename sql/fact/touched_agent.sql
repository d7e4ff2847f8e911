-- step: 7
-- purpose: The agents whose scheduled time a load touched: by a change of one of their shifts, or
-- of their team.

insert into staging.touched_agent (agent_id, source)
select
    shift.agent_id,
    shift.source
from staging.shift
union
select
    replaced_shift.agent_id,
    replaced_shift.source
from staging.replaced_shift
union
select
    changed_agent.agent_id,
    changed_agent.source
from staging.changed_agent;

analyze staging.touched_agent;
