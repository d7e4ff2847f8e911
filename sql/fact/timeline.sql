-- step: 40
-- purpose: The interactions of the touched tickets, and for inbound tickets the creation, which
-- counts as a customer message; messages in order, each with what came before it. Read by
-- interaction, reply and ticket. Messages of one instant: customer before agent, then
-- interaction_id, bytewise. An agent message is a public interaction by an agent; bot, system and
-- third-party messages never count as a reply.
-- role: customer, agent or bot of a public message; empty for all other interactions, which come
-- last.
-- is_reply: an agent message that answers a turn, a run of customer messages with no agent message
-- between; turn_started_at is then the turn's first message. handle_ms is empty without logged
-- time.

create unlogged table staging.timeline as
with event as (
    select
        ticket_case.ticket_number,
        ticket_case.created_at,
        interaction.occurred_at,
        interaction.interaction_id,
        interaction.agent_id,
        case
            when interaction.visibility = 'public'
                and interaction.author in ('customer', 'agent', 'bot')
                then interaction.author
        end as role,
        nullif(
            coalesce(interaction.handling_seconds, 0)
            + coalesce(interaction.communication_seconds, 0)
            + coalesce(interaction.technical_seconds, 0),
            0
        ) as handle_seconds
    from staging.ticket_case
    inner join core.interaction
        on ticket_case.ticket_id = interaction.ticket_id
            and ticket_case.source = interaction.source
    union all
    select
        ticket_case.ticket_number,
        ticket_case.created_at,
        ticket_case.created_at as occurred_at,
        '' as interaction_id,
        null as agent_id,
        'customer' as role,
        null as handle_seconds
    from staging.ticket_case
    where ticket_case.direction = 'inbound'
),

-- 0 and 1 are the conversation, of one instant the customer first; bots and the rest come after all
-- of it.
ranked as (
    select
        event.*,
        event.role is null or event.role = 'bot' as is_aside,
        case event.role when 'customer' then 0 else 1 end as speaker
    from event
),

spoken as (
    select
        ranked.*,
        coalesce(
            ranked.role = 'agent' and ranked.occurred_at >= ranked.created_at, false
        ) as is_response,
        lag(ranked.role) over (
            partition by ranked.ticket_number
            order by ranked.is_aside, ranked.occurred_at, ranked.speaker, ranked.interaction_id
        ) as previous_role
    from ranked
)

select
    spoken.ticket_number,
    spoken.occurred_at,
    spoken.interaction_id,
    spoken.agent_id,
    spoken.role,
    round(spoken.handle_seconds * 1000)::bigint as handle_ms,
    spoken.is_response
    and count(*) filter (where spoken.is_response) over earlier = 1 as is_first_response,
    coalesce(spoken.role = 'agent' and spoken.previous_role = 'customer', false) as is_reply,
    count(*) filter (
        where spoken.role = 'agent' and spoken.previous_role = 'customer'
    ) over earlier as reply_number,
    max(spoken.occurred_at) filter (
        where spoken.role = 'customer' and spoken.previous_role is distinct from 'customer'
    ) over earlier as turn_started_at,
    max(spoken.occurred_at) filter (where spoken.role = 'agent') over before as last_answered_at
from spoken
window
    earlier as (
        partition by spoken.ticket_number
        order by spoken.is_aside, spoken.occurred_at, spoken.speaker, spoken.interaction_id
        rows between unbounded preceding and current row
    ),
    before as (
        partition by spoken.ticket_number
        order by spoken.is_aside, spoken.occurred_at, spoken.speaker, spoken.interaction_id
        rows between unbounded preceding and 1 preceding
    );

analyze staging.timeline;
