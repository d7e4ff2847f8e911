-- key: reply_time
-- name: Reply time
-- kind: duration
-- unit: seconds
-- better: lower
-- anchor: answering message
-- actor: who answered
-- definition: Each customer turn that was answered: first agent message after it, minus the first
--   message of the turn. A turn is a run of public customer messages with no agent message between;
--   an inbound ticket's creation counts as a customer message. A turn with no answer is no case.
-- source: Chatwoot (#4043) and dbt_zendesk measure from the first unanswered message.
-- note: Averaged over turns, never a mean of tickets' means.
select
    reply.*,
    reply.replied_at as anchor_at,
    reply.reply_ms as value_ms,
    reply.reply_business_ms as business_ms
from fact.reply
