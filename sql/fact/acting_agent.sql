-- step: 45
-- purpose: Every agent that an interaction of a reportable ticket names, for the quality check
-- unknown_agent: those of the touched tickets are noted, and those whom a correction or an
-- exclusion took back are forgotten where no other interaction names them.

create unlogged table staging.named_agent as
select distinct
    timeline.agent_id,
    ticket_case.source
from staging.timeline
inner join staging.ticket_case
    on timeline.ticket_number = ticket_case.ticket_number
where timeline.agent_id is not null;

-- Where nobody is noted yet, nobody is to be forgotten.
create unlogged table staging.former_agent as
select
    replaced_interaction.agent_id,
    replaced_interaction.source
from staging.replaced_interaction
where replaced_interaction.agent_id is not null
    and exists (select from fact.acting_agent)
union
select
    interaction.agent_id,
    interaction.source
from fact.excluded_ticket
inner join staging.touched_ticket
    on excluded_ticket.ticket_id = touched_ticket.ticket_id
        and excluded_ticket.source = touched_ticket.source
inner join core.interaction
    on excluded_ticket.ticket_id = interaction.ticket_id
        and excluded_ticket.source = interaction.source
where interaction.agent_id is not null
    and exists (select from fact.acting_agent)
except
select
    named_agent.agent_id,
    named_agent.source
from staging.named_agent;

-- One by one: who is still named is found after a few rows, and hardly ever is one not.
delete from fact.acting_agent
where (acting_agent.agent_id, acting_agent.source) in (
        select
            former_agent.agent_id,
            former_agent.source
        from staging.former_agent
        where (
            select interaction.interaction_id
            from core.interaction
            inner join core.ticket
                on interaction.ticket_id = ticket.ticket_id
                    and interaction.source = ticket.source
            where interaction.agent_id = former_agent.agent_id
                and interaction.source = former_agent.source
                and ticket.excluded is null
            limit 1 -- noqa: AM09
        ) is null
    );

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
drop table staging.former_agent;
