-- step: 45
-- purpose: Notes every agent that an interaction of the touched tickets names, for the quality
-- check unknown_agent. One that a correction takes back is forgotten at the next rebuild.

insert into fact.acting_agent (agent_id, source)
select distinct
    timeline.agent_id,
    ticket_case.source
from staging.timeline
inner join staging.ticket_case
    on timeline.ticket_number = ticket_case.ticket_number
where timeline.agent_id is not null
    and not exists (
        select from fact.acting_agent
        where acting_agent.agent_id = timeline.agent_id
            and acting_agent.source = ticket_case.source
    );
