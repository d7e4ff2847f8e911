-- step: 40
-- purpose: The interactions of the touched tickets, in order, each with what came before it; and for
-- inbound tickets the creation, which counts as a customer message. Messages of one instant: customer
-- before agent, then interaction_id, bytewise. An agent message is a public interaction by an agent;
-- bot, system and third-party messages never count as a reply. Read by reply, interaction and ticket.
-- role: customer, agent or bot of a public message; empty for all other interactions.
-- answered_before: how many agent messages came before. handle_ms is empty without logged time.

create unlogged table staging.timeline as
with event as (
    select
        ticket_case.ticket_number,
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
        ticket_case.created_at as occurred_at,
        '' as interaction_id,
        null as agent_id,
        'customer' as role,
        null as handle_seconds
    from staging.ticket_case
    where ticket_case.direction = 'inbound'
)

select
    event.ticket_number,
    event.occurred_at,
    event.interaction_id,
    event.agent_id,
    event.role,
    round(event.handle_seconds * 1000)::bigint as handle_ms,
    row_number() over earlier as timeline_number,
    count(*) filter (where event.role = 'agent') over before as answered_before,
    max(event.occurred_at) filter (where event.role = 'agent') over before as last_answered_at
from event
window
    earlier as (
        partition by event.ticket_number
        order by event.occurred_at, (event.role is distinct from 'customer'), event.interaction_id
    ),
    before as (
        partition by event.ticket_number
        order by event.occurred_at, (event.role is distinct from 'customer'), event.interaction_id
        rows between unbounded preceding and 1 preceding
    );

analyze staging.timeline;
