-- key: nps
-- name: Net promoter score
-- kind: score
-- unit: points
-- better: higher
-- anchor: responded_at
-- actor: the survey's own agent, else the assignee
-- definition: Answered nps surveys: 100 x (promoters, 9-10, minus detractors, 0-6) / all answers;
--   from -100 to 100.
-- source: Reichheld's net promoter score.
-- variance: population
select
    survey.*,
    survey.responded_at as anchor_at,
    case
        when survey.score >= 9 then 100
        when survey.score <= 6 then -100
        else 0
    end::numeric as value
from fact.survey
where survey.kind = 'nps'
    and survey.is_answered
