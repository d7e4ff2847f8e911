-- fact.named_agent: one row an agent that a ticket, an interaction, a survey or a shift names,
-- known or not.
-- Cost: the number of agents: each distinct id is one look into an index.
create view fact.named_agent as
with recursive assignee as (
    (
        select
            ticket.agent_id,
            ticket.source
        from core.ticket
        where ticket.agent_id is not null
        order by
            ticket.agent_id,
            ticket.source
        limit 1
    )
    union all
    select
        following.agent_id,
        following.source
    from assignee
    cross join lateral (
        select
            ticket.agent_id,
            ticket.source
        from core.ticket
        where ticket.agent_id is not null
            and (ticket.agent_id, ticket.source) > (assignee.agent_id, assignee.source)
        order by
            ticket.agent_id,
            ticket.source
        limit 1
    ) as following
),

surveyed as (
    (
        select
            survey.agent_id,
            survey.source
        from core.survey
        where survey.agent_id is not null
        order by
            survey.agent_id,
            survey.source
        limit 1
    )
    union all
    select
        following.agent_id,
        following.source
    from surveyed
    cross join lateral (
        select
            survey.agent_id,
            survey.source
        from core.survey
        where survey.agent_id is not null
            and (survey.agent_id, survey.source) > (surveyed.agent_id, surveyed.source)
        order by
            survey.agent_id,
            survey.source
        limit 1
    ) as following
),

rostered as (
    (
        select
            shift.agent_id,
            shift.source
        from core.shift
        order by
            shift.agent_id,
            shift.source
        limit 1
    )
    union all
    select
        following.agent_id,
        following.source
    from rostered
    cross join lateral (
        select
            shift.agent_id,
            shift.source
        from core.shift
        where (shift.agent_id, shift.source) > (rostered.agent_id, rostered.source)
        order by
            shift.agent_id,
            shift.source
        limit 1
    ) as following
)

select
    assignee.agent_id,
    assignee.source
from assignee
union
select
    surveyed.agent_id,
    surveyed.source
from surveyed
union
select
    rostered.agent_id,
    rostered.source
from rostered
union
select
    acting_agent.agent_id,
    acting_agent.source
from fact.acting_agent;
comment on view fact.named_agent is
'One row an agent that a ticket, an interaction, a survey or a shift names, known or not.';
comment on column fact.named_agent.agent_id is 'The agent.';
comment on column fact.named_agent.source is 'Source of what names it.';
