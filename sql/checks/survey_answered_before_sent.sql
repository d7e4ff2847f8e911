-- name: survey_answered_before_sent
-- title: surveys answered before they were sent
-- severity: warning
-- scope: warehouse
-- meaning: responded_at lies before sent_at. The answer counts; often a clock or a time zone is
--   wrong.
-- Cost: what is found, by an index of just those.
select
    survey.source,
    survey.survey_id as sample
from core.survey
where survey.responded_at < survey.sent_at
