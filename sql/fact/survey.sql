-- touched: survey
-- step: 60
-- purpose: One row a survey, answered or not, unless its ticket is excluded or not there yet.
-- Dimensions are the ticket's, but the survey's own customer gives segment and country, its own
-- agent the agent, and that agent's team the team. Scale: as given, else csat and esat 1-5, ces
-- 1-7, nps 0-10 always.

delete from fact.survey
using staging.touched_survey
where survey.survey_id = touched_survey.survey_id
    and survey.source = touched_survey.source;

insert into fact.survey (
    source,
    channel,
    category,
    product,
    priority,
    direction,
    agent_id,
    team,
    segment,
    country,
    ticket_id,
    survey_id,
    kind,
    asked_at,
    responded_at,
    is_answered,
    score,
    normalised_score,
    attribute_set
)
with survey_case as (
    select
        survey.*,
        survey.responded_at is not null and survey.score is not null as is_answered,
        case
            when survey.kind = 'nps' then 0
            when survey.kind in ('csat', 'esat', 'ces') then coalesce(survey.scale_min, 1)
            else survey.scale_min
        end as lowest_score,
        case
            when survey.kind = 'nps' then 10
            when survey.kind = 'ces' then coalesce(survey.scale_max, 7)
            when survey.kind in ('csat', 'esat') then coalesce(survey.scale_max, 5)
            else survey.scale_max
        end as highest_score
    from core.survey
    inner join staging.touched_survey
        on survey.survey_id = touched_survey.survey_id
            and survey.source = touched_survey.source
),

share as (
    select
        survey_case.*,
        (survey_case.score - survey_case.lowest_score)::numeric
        / nullif(survey_case.highest_score - survey_case.lowest_score, 0) as score_share
    from survey_case
)

select
    share.source,
    ticket.channel,
    ticket.category,
    ticket.product,
    ticket.priority,
    ticket.direction,
    coalesce(share.agent_id, ticket.agent_id) as agent_id,
    case when share.agent_id is not null then agent.team else ticket.team end as team,
    case
        when share.customer_id is not null then customer.segment
        else ticket.segment
    end as segment,
    case
        when share.customer_id is not null then customer.country
        else ticket.country
    end as country,
    share.ticket_id,
    share.survey_id,
    share.kind,
    coalesce(share.sent_at, share.responded_at) as asked_at,
    share.responded_at,
    share.is_answered,
    share.score,
    case
        when share.reversed and share.kind <> 'nps' then 1 - share.score_share
        else share.score_share
    end as normalised_score,
    ticket.attribute_set
from share
left join fact.ticket
    on share.ticket_id = ticket.ticket_id
        and share.source = ticket.source
left join core.agent
    on share.agent_id = agent.agent_id
        and share.source = agent.source
left join core.customer
    on share.customer_id = customer.customer_id
        and share.source = customer.source
where share.ticket_id is null
    or ticket.ticket_id is not null
-- What is asked for together lies together.
order by asked_at;
