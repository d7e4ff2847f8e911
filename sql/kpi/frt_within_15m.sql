-- key: frt_within_15m
-- name: FRT within 15 minutes
-- kind: proportion
-- unit: percent
-- better: higher
-- anchor: first agent message
-- actor: responder
-- definition: Share of the cases of first_response_time that took at most 15 minutes (900 s),
--   before any rounding; on the business clock, of open time.
-- source: The field's bands: at most 15 minutes is excellent, at most 1 hour good.
select
    first_response.*,
    first_response.first_response_at as anchor_at,
    first_response.first_response_at - first_response.created_at
    <= interval '900 seconds' as is_hit,
    first_response.first_response_business_ms as business_ms,
    first_response.first_response_business_us <= 900000000 as is_business_hit
from fact.first_response
where first_response.direction = 'inbound'
