-- step: 40
-- purpose: The interactions of the touched tickets (staging.timeline), and of these the agents'
-- messages, each with what came before it in its ticket (staging.answer). Read by interaction,
-- reply and ticket.
-- role: customer, agent or bot of a public message; empty for all other interactions. handle_ms is
-- empty without logged time.

create unlogged table staging.timeline as
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
    case
        when coalesce(
                interaction.handling_seconds,
                interaction.communication_seconds,
                interaction.technical_seconds
            ) is not null
            then round(
                    nullif(
                        coalesce(interaction.handling_seconds, 0)
                        + coalesce(interaction.communication_seconds, 0)
                        + coalesce(interaction.technical_seconds, 0),
                        0
                    ) * 1000
                )::bigint
    end as handle_ms
from staging.ticket_case
inner join core.interaction
    on ticket_case.ticket_id = interaction.ticket_id
        and ticket_case.source = interaction.source;

analyze staging.timeline;

-- The conversation of a ticket: public messages of customers and agents, of one instant the
-- customer first, then by interaction_id, bytewise; the creation of an inbound ticket counts as a
-- customer message. Bot, system and third-party messages never count as a reply.
-- is_reply: a message that answers a turn, a run of customer messages with no agent message
-- between; turn_started_at is then the turn's first message. last_answered_at: the agents' message
-- before.

create unlogged table staging.answer as
with message as (
    select
        timeline.ticket_number,
        timeline.occurred_at,
        timeline.interaction_id,
        timeline.agent_id,
        timeline.role = 'agent' as is_answer
    from staging.timeline
    where timeline.role in ('customer', 'agent')
    union all
    select
        ticket_case.ticket_number,
        ticket_case.created_at as occurred_at,
        '' as interaction_id,
        null as agent_id,
        false as is_answer
    from staging.ticket_case
    where ticket_case.direction = 'inbound'
),

spoken as (
    select
        message.*,
        lag(message.is_answer) over (
            partition by message.ticket_number
            order by message.occurred_at, message.is_answer, message.interaction_id
        ) as follows_answer
    from message
),

-- Of each turn its first message only: what comes before it is an answer, if anything.
turn as (
    select
        spoken.ticket_number,
        spoken.occurred_at,
        spoken.agent_id,
        spoken.is_answer,
        lag(spoken.is_answer) over conversation as follows_answer,
        lag(spoken.occurred_at) over conversation as previous_at,
        lag(spoken.occurred_at, 2) over conversation as second_previous_at,
        count(*) filter (where not spoken.is_answer) over conversation as turn_count
    from spoken
    where spoken.is_answer
        or spoken.follows_answer is distinct from false
    window conversation as (
        partition by spoken.ticket_number
        order by spoken.occurred_at, spoken.is_answer, spoken.interaction_id
        rows between unbounded preceding and current row
    )
)

select
    turn.ticket_number,
    turn.occurred_at,
    turn.agent_id,
    coalesce(not turn.follows_answer, false) as is_reply,
    turn.turn_count as reply_number,
    case when not turn.follows_answer then turn.previous_at end as turn_started_at,
    case
        when turn.follows_answer then turn.previous_at
        else turn.second_previous_at
    end as last_answered_at
from turn
where turn.is_answer;

analyze staging.answer;
