-- name: events_without_ticket
-- title: ticket events without their ticket
-- severity: notice
-- scope: warehouse
-- meaning: Their ticket has not been loaded. They count nowhere until it is; then they take
--   effect by themselves. If it never comes, the export leaves tickets out.
-- Cost: the rows that wait.
select
    waiting.source,
    waiting.row_id as sample
from fact.waiting
where waiting.entity = 'ticket_events'
