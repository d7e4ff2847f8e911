-- name: unknown_agent
-- title: agents who are named, but not known
-- severity: warning
-- scope: warehouse
-- meaning: Tickets, interactions or shifts name an agent_id that the agents do not have. The
--   agent counts, but has no team.
-- Cost: the number of agents: each distinct id is one look into an index.
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
),

named as (
    select
        assignee.agent_id,
        assignee.source
    from assignee
    union
    select
        rostered.agent_id,
        rostered.source
    from rostered
    union
    select
        acting_agent.agent_id,
        acting_agent.source
    from fact.acting_agent
)

select
    named.source,
    named.agent_id as sample
from named
left join core.agent
    on named.agent_id = agent.agent_id
        and named.source = agent.source
where agent.agent_id is null
