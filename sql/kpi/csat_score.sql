-- key: csat_score
-- name: CSAT score
-- kind: score
-- unit: points
-- better: higher
-- anchor: responded_at
-- actor: the survey's own agent, else the assignee
-- definition: Answered csat surveys: mean answer, brought to 1-5.
-- source: The mean beside the top-two-box share, as Gorgias shows it.
select
    survey.*,
    survey.responded_at as anchor_at,
    survey.normalised_score * 4 + 1 as value
from fact.survey
where survey.kind = 'csat'
    and survey.is_answered
