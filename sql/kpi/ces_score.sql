-- key: ces_score
-- name: CES score
-- kind: score
-- unit: points
-- better: higher
-- anchor: responded_at
-- actor: the survey's own agent, else the assignee
-- definition: Answered ces surveys: mean answer, brought to 1-7.
-- source: CES 2.0.
select
    survey.*,
    survey.responded_at as anchor_at,
    survey.normalised_score * 6 + 1 as value
from fact.survey
where survey.kind = 'ces'
    and survey.is_answered
