-- key: first_response_time
-- aliases: frt
-- name: First response time (FRT)
-- kind: duration
-- unit: seconds
-- better: lower
-- anchor: first agent message
-- actor: responder
-- definition: Inbound tickets: first agent message at or after the ticket's creation, minus the
--   creation. By agent and team: who wrote that message.
-- source: Gorgias and Intercom headline the median, filed under the reply.
-- note: Bot, system and third-party messages are no response. A ticket resolved before it was
--   answered still counts when it is answered.
-- note: Zendesk files first reply time under the ticket's creation; Chatwoot starts the clock again
--   after a hand-off by a bot.
select
    first_response.*,
    first_response.first_response_at as anchor_at,
    first_response.first_response_ms as value_ms,
    first_response.first_response_business_ms as business_ms
from fact.first_response
where first_response.direction = 'inbound'
