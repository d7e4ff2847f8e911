-- step: 45
-- purpose: Notes every agent that an interaction of the touched tickets names, for the quality
-- check unknown_agent. One that a correction takes back is forgotten at the next rebuild.

create unlogged table staging.named_agent as
select distinct
    timeline.agent_id,
    ticket_case.source
from staging.timeline
inner join staging.ticket_case
    on timeline.ticket_number = ticket_case.ticket_number
where timeline.agent_id is not null;

insert into fact.acting_agent (agent_id, source)
select
    named_agent.agent_id,
    named_agent.source
from staging.named_agent
where not exists (
        select from fact.acting_agent
        where acting_agent.agent_id = named_agent.agent_id
            and acting_agent.source = named_agent.source
    );

drop table staging.named_agent;
