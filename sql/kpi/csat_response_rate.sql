-- key: csat_response_rate
-- name: CSAT response rate
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: sent_at, else responded_at
-- actor: the survey's own agent, else the assignee
-- definition: csat surveys that were sent: share that was answered.
-- source: Zendesk's survey response rate.
select
    survey.*,
    survey.asked_at as anchor_at,
    survey.is_answered as is_hit
from fact.survey
where survey.kind = 'csat'
    and survey.asked_at is not null
