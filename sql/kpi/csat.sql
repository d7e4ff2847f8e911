-- key: csat
-- name: Customer satisfaction (CSAT)
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: responded_at
-- actor: the survey's own agent, else the assignee
-- definition: Answered csat surveys: share that is satisfied, three quarters of the scale or better
--   (4 and 5 on 1-5), turned round where the scale is reversed.
-- source: Top-two-box, as Zendesk and Front count 1-5 ratings.
select
    survey.*,
    survey.responded_at as anchor_at,
    survey.normalised_score >= 0.75 as is_hit
from fact.survey
where survey.kind = 'csat'
    and survey.is_answered
