-- touched: agent
-- step: 70
-- purpose: The scheduled time of the touched agents, overlapping shifts once. Where an available
-- shift and another activity overlap, the other one counts: a break inside a shift is a break.

delete from fact.agent_time
using staging.touched_agent
where agent_time.agent_id = touched_agent.agent_id
    and agent_time.source = touched_agent.source;

insert into fact.agent_time (
    source,
    agent_id,
    team,
    from_at,
    until_at,
    is_available
)
with roster as (
    select
        shift.agent_id,
        shift.source,
        coalesce(
            range_agg(tstzrange(shift.starts_at, shift.ends_at))
            filter (where shift.activity = 'available'),
            '{}'
        ) as available_time,
        coalesce(
            range_agg(tstzrange(shift.starts_at, shift.ends_at))
            filter (where shift.activity <> 'available'),
            '{}'
        ) as other_time
    from core.shift
    inner join staging.touched_agent
        on shift.agent_id = touched_agent.agent_id
            and shift.source = touched_agent.source
    group by
        shift.agent_id,
        shift.source
),

stretch as (
    select
        roster.agent_id,
        roster.source,
        unnest(roster.available_time - roster.other_time) as instants,
        true as is_available
    from roster
    union all
    select
        roster.agent_id,
        roster.source,
        unnest(roster.other_time) as instants,
        false as is_available
    from roster
)

select
    stretch.source,
    stretch.agent_id,
    agent.team,
    lower(stretch.instants) as from_at,
    upper(stretch.instants) as until_at,
    stretch.is_available
from stretch
left join core.agent
    on stretch.agent_id = agent.agent_id
        and stretch.source = agent.source;
