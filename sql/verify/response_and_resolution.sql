-- name: response_and_resolution
-- title: first response time + resolution time after it, ticket by ticket
-- meaning: Of a ticket that has all three, first response time and resolution time from the first
--   response are its resolution time. Each is rounded to a millisecond once.
-- expected: resolution_ms
-- found: first_response_ms + resolution_after_response_ms
-- tolerance: 1
select
    concat('ticket ', ticket.ticket_id, ' of ', ticket.source) as place,
    ticket.resolution_ms as expected,
    ticket.first_response_ms + ticket.resolution_after_response_ms as found
from fact.ticket
where ticket.resolution_ms is not null
    and ticket.first_response_ms is not null
    and ticket.resolution_after_response_ms is not null
