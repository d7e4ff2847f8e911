-- key: ces
-- name: Customer effort (CES)
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: responded_at
-- actor: the survey's own agent, else the assignee
-- definition: Answered ces surveys: share that found it easy, four sixths of the scale or better
--   (5-7 on 1-7), turned round where the scale is reversed.
-- source: CES 2.0, share of 5-7.
select
    survey.*,
    survey.responded_at as anchor_at,
    survey.normalised_score * 6 >= 4 as is_hit
from fact.survey
where survey.kind = 'ces'
    and survey.is_answered
