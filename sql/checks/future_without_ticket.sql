-- name: future_without_ticket
-- title: rows from the future whose ticket is not there
-- severity: error
-- scope: warehouse
-- meaning: A survey without a ticket, or an interaction or survey that waits for its ticket, bears
--   a time later than the load's. A clock or a time zone is wrong, or a date was mistyped.
-- Cost: what is found, by an index of just those, and the rows that wait.
select
    survey.source,
    survey.survey_id as sample
from core.survey
where survey.ticket_id is null
    and greatest(survey.sent_at, survey.responded_at) > now()
union all
select
    survey.source,
    survey.survey_id as sample
from fact.waiting
inner join core.survey
    on waiting.row_id = survey.survey_id
        and waiting.source = survey.source
where waiting.entity = 'surveys'
    and greatest(survey.sent_at, survey.responded_at) > now()
union all
select
    interaction.source,
    interaction.interaction_id as sample
from fact.waiting
inner join core.interaction
    on waiting.row_id = interaction.interaction_id
        and waiting.source = interaction.source
where waiting.entity = 'interactions'
    and interaction.occurred_at > now()
