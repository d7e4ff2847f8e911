-- key: esat
-- name: Employee satisfaction (ESAT)
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: responded_at
-- dimensions: agent, team
-- withheld_below: 5
-- actor: the survey's own agent, else the assignee
-- definition: Answered esat surveys: share that is satisfied, as for csat. A cell with fewer than 5
--   answers is withheld.
-- source: Top-two-box of a 1-5 question to employees.
select
    survey.*,
    survey.responded_at as anchor_at,
    survey.normalised_score >= 0.75 as is_hit
from fact.survey
where survey.kind = 'esat'
    and survey.is_answered
